'use client'

import { Button, Group, Modal, NumberInput, Stack, TagsInput } from '@mantine/core'
import { type Member, setMemberTermsInput } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'

interface TermsDialogProps {
  member: Member
  projectId: string
  onClose: () => void
}

const limitOf = (value: number | string) => (value === '' ? null : Number(value))

/** What a member can do, and how much of the work may be theirs. */
export function TermsDialog({ member, projectId, onClose }: TermsDialogProps) {
  const t = useTranslations('members')
  const common = useTranslations('common')
  const queryClient = useQueryClient()
  const [skills, setSkills] = useState(member.skills)
  const [quota, setQuota] = useState<number | string>(member.quota ?? '')
  const [dailyQuota, setDailyQuota] = useState<number | string>(member.dailyQuota ?? '')
  const [share, setShare] = useState<number | string>(member.maxShare === null ? '' : member.maxShare * 100)
  const maxShare = limitOf(share)
  const parsed = setMemberTermsInput.safeParse({
    projectId,
    userId: member.userId,
    skills,
    quota: limitOf(quota),
    dailyQuota: limitOf(dailyQuota),
    maxShare: maxShare === null ? null : maxShare / 100,
  })
  const save = useMutation({
    mutationFn: () => api.project.setMemberTerms.mutate(parsed.data!),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['project'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('termsOf', { name: member.name })} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (parsed.success) save.mutate()
        }}
      >
        <Stack gap="md">
          <TagsInput
            label={t('skills')}
            description={t('skillsNote')}
            value={skills}
            onChange={setSkills}
            maxTags={50}
            error={skills.some((skill) => /\s/.test(skill)) ? t('skillInvalid') : undefined}
          />
          <NumberInput
            label={t('quota')}
            description={t('noLimit')}
            value={quota}
            onChange={setQuota}
            min={0}
            max={10_000_000}
            allowDecimal={false}
          />
          <NumberInput
            label={t('dailyQuota')}
            description={t('noLimit')}
            value={dailyQuota}
            onChange={setDailyQuota}
            min={0}
            max={100_000}
            allowDecimal={false}
          />
          <NumberInput
            label={t('maxShare')}
            description={t('noLimit')}
            suffix=" %"
            value={share}
            onChange={setShare}
            min={0}
            max={100}
          />
          {save.isError && <ProblemNote error={save.error} />}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!parsed.success}>
              {t('saveTerms')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
