-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('message', 'pause', 'resume', 'retrain', 'exclude', 'include', 'weigh');

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "qualitySettings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "gold" JSONB;

-- CreateTable
CREATE TABLE "AnnotatorDecision" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "kind" "DecisionKind" NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "weight" DOUBLE PRECISION,
    "fromAt" TIMESTAMPTZ(3),
    "untilAt" TIMESTAMPTZ(3),
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnnotatorDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Statistic" (
    "projectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Statistic_pkey" PRIMARY KEY ("projectId","kind","inputHash")
);

-- CreateIndex
CREATE INDEX "AnnotatorDecision_projectId_annotatorId_createdAt_idx" ON "AnnotatorDecision"("projectId", "annotatorId", "createdAt");

-- AddForeignKey
ALTER TABLE "AnnotatorDecision" ADD CONSTRAINT "AnnotatorDecision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnotatorDecision" ADD CONSTRAINT "AnnotatorDecision_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Statistic" ADD CONSTRAINT "Statistic_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was decided stays, as what people gave stays; refuse_change is of the migration append_only.
create trigger "AnnotatorDecision_append_only" before update or delete on "AnnotatorDecision"
  for each row execute function refuse_change();

alter table "AnnotatorDecision" add constraint "AnnotatorDecision_weight_check"
  check (("kind" = 'weigh') = ("weight" is not null) and "weight" between 0 and 1);

-- The current rankings less those of excluded annotators: an exclusion is a condition, and ends with the next include.
create view "CountedRanking" as
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
