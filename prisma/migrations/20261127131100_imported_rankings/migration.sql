-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "contentKey" UUID;

-- AlterTable
ALTER TABLE "Ranking" ADD COLUMN     "importId" UUID;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "isImported" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Prompt_projectId_contentKey_idx" ON "Prompt"("projectId", "contentKey");

-- AddForeignKey
ALTER TABLE "Ranking" ADD CONSTRAINT "Ranking_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A view keeps the columns that its table had when it was made.
create or replace view "CurrentRanking" as
select r.* from "Ranking" r
where not exists (
  select from "Ranking" newer where newer."assignmentId" = r."assignmentId" and newer."revision" > r."revision"
);
