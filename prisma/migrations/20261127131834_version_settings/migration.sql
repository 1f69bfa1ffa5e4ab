-- AlterTable
ALTER TABLE "DatasetVersion" ADD COLUMN     "licence" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lineage" JSONB,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "settings" JSONB;

-- A view keeps the columns that its table had when it was made.
create or replace view "CountedRanking" as
select r.* from "CurrentRanking" r
where not exists (
  select from "AnnotatorDecision" d
  where d."projectId" = r."projectId" and d."annotatorId" = r."annotatorId" and d."kind" = 'exclude'
    and (d."fromAt" is null or r."createdAt" >= d."fromAt") and (d."untilAt" is null or r."createdAt" <= d."untilAt")
    and not exists (
      select from "AnnotatorDecision" i
      where i."projectId" = d."projectId" and i."annotatorId" = d."annotatorId" and i."kind" = 'include'
        and (i."createdAt", i."id") > (d."createdAt", d."id"))
);
