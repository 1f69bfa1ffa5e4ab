-- CreateEnum
CREATE TYPE "ReviewDecision" AS ENUM ('approved', 'returned', 'rejected');

-- CreateTable
CREATE TABLE "Demonstration" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "promptId" UUID NOT NULL,
    "originId" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "completionId" UUID,
    "rankingId" UUID,
    "idempotencyKey" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "activeMs" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Demonstration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DemonstrationReview" (
    "id" UUID NOT NULL,
    "demonstrationId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "decision" "ReviewDecision" NOT NULL,
    "comment" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DemonstrationReview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Demonstration_projectId_createdAt_id_idx" ON "Demonstration"("projectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Demonstration_promptId_idx" ON "Demonstration"("promptId");

-- CreateIndex
CREATE INDEX "Demonstration_rankingId_idx" ON "Demonstration"("rankingId");

-- CreateIndex
CREATE UNIQUE INDEX "Demonstration_originId_revision_key" ON "Demonstration"("originId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "Demonstration_authorId_idempotencyKey_key" ON "Demonstration"("authorId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "DemonstrationReview_demonstrationId_createdAt_idx" ON "DemonstrationReview"("demonstrationId", "createdAt");

-- AddForeignKey
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_completionId_fkey" FOREIGN KEY ("completionId") REFERENCES "Completion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DemonstrationReview" ADD CONSTRAINT "DemonstrationReview_demonstrationId_fkey" FOREIGN KEY ("demonstrationId") REFERENCES "Demonstration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DemonstrationReview" ADD CONSTRAINT "DemonstrationReview_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What people gave stays; a decision is a row beside it.
create trigger "Demonstration_append_only" before update or delete on "Demonstration"
  for each row execute function refuse_change();
create trigger "Demonstration_no_truncate" before truncate on "Demonstration"
  for each statement execute function refuse_change();
create trigger "DemonstrationReview_append_only" before update or delete on "DemonstrationReview"
  for each row execute function refuse_change();
create trigger "DemonstrationReview_no_truncate" before truncate on "DemonstrationReview"
  for each statement execute function refuse_change();

-- The latest revision of each demonstration with what its last review says of it. Served by the unique index on
-- ("originId", "revision") and the index on ("demonstrationId", "createdAt").
create view "CurrentDemonstration" as
select d.*, coalesce(r."decision"::text, 'pending') as "status", r."reviewerId", r."comment" as "reviewComment",
  r."createdAt" as "reviewedAt"
from "Demonstration" d
left join lateral (
  select * from "DemonstrationReview" v where v."demonstrationId" = d."id" order by v."createdAt" desc, v."id" desc limit 1
) r on true
where not exists (
  select from "Demonstration" newer where newer."originId" = d."originId" and newer."revision" > d."revision"
);
