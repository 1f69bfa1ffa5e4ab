-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "context" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "reference" TEXT;
