-- CreateEnum
CREATE TYPE "TaskDecisionKind" AS ENUM ('settle', 'reopen', 'withdraw');

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "mentionsSeenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Ranking" ADD COLUMN     "events" JSONB;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "disagreement" DOUBLE PRECISION,
ADD COLUMN     "settledAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Draft" (
    "assignmentId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("assignmentId","annotatorId")
);

-- CreateTable
CREATE TABLE "Return" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "rankingId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskDecision" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "kind" "TaskDecisionKind" NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TaskDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mentions" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Return_annotatorId_projectId_idx" ON "Return"("annotatorId", "projectId");

-- CreateIndex
CREATE INDEX "Return_rankingId_idx" ON "Return"("rankingId");

-- CreateIndex
CREATE INDEX "TaskDecision_taskId_idx" ON "TaskDecision"("taskId");

-- CreateIndex
CREATE INDEX "Comment_taskId_idx" ON "Comment"("taskId");

-- CreateIndex
CREATE INDEX "Comment_mentions_idx" ON "Comment" USING GIN ("mentions");

-- CreateIndex
CREATE INDEX "Task_disagreement_idx" ON "Task"("projectId", "disagreement" DESC, "id" DESC) WHERE ("disagreement" IS NOT NULL) AND ("settledAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Return" ADD CONSTRAINT "Return_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Return" ADD CONSTRAINT "Return_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Return" ADD CONSTRAINT "Return_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskDecision" ADD CONSTRAINT "TaskDecision_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskDecision" ADD CONSTRAINT "TaskDecision_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What reviewers said stays as well.
create trigger "Return_append_only" before update or delete on "Return" for each row execute function refuse_change();
create trigger "Return_no_truncate" before truncate on "Return" for each statement execute function refuse_change();
create trigger "TaskDecision_append_only" before update or delete on "TaskDecision"
  for each row execute function refuse_change();
create trigger "TaskDecision_no_truncate" before truncate on "TaskDecision"
  for each statement execute function refuse_change();
create trigger "Comment_append_only" before update or delete on "Comment" for each row execute function refuse_change();
create trigger "Comment_no_truncate" before truncate on "Comment" for each statement execute function refuse_change();

-- The same measure that each answer takes from now on (packages/core/src/task/measure-disagreement.ts).
update "Task" t set "disagreement" = d."disagreement"
from (
  select "taskId", sum("differing") / nullif(sum("pairs"), 0) as "disagreement"
  from (
    select "taskId", "p" * "n" + 0.5 * "t" * ("p" + "n") as "differing", ("p" + "n" + "t") * ("p" + "n" + "t" - 1) / 2.0 as "pairs"
    from (
      select r."taskId",
        (count(*) filter (where c."kind" = 'strict' and c."betterId" < c."worseId"))::float8 as "p",
        (count(*) filter (where c."kind" = 'strict' and c."betterId" > c."worseId"))::float8 as "n",
        (count(*) filter (where c."kind" = 'tie'))::float8 as "t"
      from "CurrentRanking" r join "Comparison" c on c."rankingId" = r."id"
      group by r."taskId", least(c."betterId", c."worseId"), greatest(c."betterId", c."worseId")
    ) v
  ) s group by "taskId"
) d where d."taskId" = t."id";
