#!/usr/bin/env node
import { runCli } from './run-cli.ts'
import { terminalOf } from './terminal.ts'

process.exitCode = await runCli(process.argv.slice(2), terminalOf(process))
