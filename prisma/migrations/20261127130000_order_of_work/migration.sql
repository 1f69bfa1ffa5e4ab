-- CreateEnum
CREATE TYPE "TaskSelection" AS ENUM ('in_order', 'random', 'weighted');

-- CreateEnum
CREATE TYPE "AssignmentSelection" AS ENUM ('begun', 'in_order', 'random', 'weighted', 'audit');

-- CreateEnum
CREATE TYPE "SkipReason" AS ENUM ('not_my_language', 'not_my_field', 'too_hard', 'offensive', 'unclear', 'broken', 'other', 'later');

-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'reviewer';

-- AlterEnum
ALTER TYPE "TaskStatus" ADD VALUE 'paused';
ALTER TYPE "TaskStatus" ADD VALUE 'in_review';
ALTER TYPE "TaskStatus" ADD VALUE 'withdrawn';

-- DropIndex
DROP INDEX "Task_to_hand_out_idx";

-- AlterTable
ALTER TABLE "Assignment" ADD COLUMN     "selection" "AssignmentSelection",
ADD COLUMN     "selectionProbability" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "dailyQuota" INTEGER,
ADD COLUMN     "maxShare" DOUBLE PRECISION,
ADD COLUMN     "quota" INTEGER,
ADD COLUMN     "skills" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "auditShare" DOUBLE PRECISION NOT NULL DEFAULT 0.1,
ADD COLUMN     "skipsBeforeReview" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "taskSelection" "TaskSelection" NOT NULL DEFAULT 'in_order';

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "audience" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "draw" DOUBLE PRECISION NOT NULL DEFAULT (- ln(((1)::double precision - random()))),
ADD COLUMN     "free" INTEGER,
ADD COLUMN     "lottery" DOUBLE PRECISION NOT NULL DEFAULT random(),
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "weight" DOUBLE PRECISION NOT NULL DEFAULT 1;

UPDATE "Task" t SET "free" = (
    SELECT count(*) FROM "Assignment" a WHERE a."taskId" = t."id" AND a."submittedAt" IS NULL AND a."leasedUntil" IS NULL);
ALTER TABLE "Task" ALTER COLUMN "free" SET NOT NULL;

-- CreateTable
CREATE TABLE "Skip" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "reason" "SkipReason" NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Skip_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Skip_taskId_annotatorId_idx" ON "Skip"("taskId", "annotatorId");

-- CreateIndex
CREATE INDEX "Assignment_leased_idx" ON "Assignment"("projectId", "leasedUntil") WHERE ("submittedAt" IS NULL) AND ("leasedUntil" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Task_begun_idx" ON "Task"("projectId", "audience", "missing", "priority" DESC, "id") WHERE ("status" = 'open'::"TaskStatus") AND ("free" > 0) AND ("free" < "overlap");

-- CreateIndex
CREATE INDEX "Task_in_order_idx" ON "Task"("projectId", "audience", "priority" DESC, "id") WHERE ("status" = 'open'::"TaskStatus") AND ("free" = "overlap");

-- CreateIndex
CREATE INDEX "Task_by_draw_idx" ON "Task"("projectId", "audience", "priority" DESC, "draw") WHERE ("status" = 'open'::"TaskStatus") AND ("free" = "overlap");

-- CreateIndex
CREATE INDEX "Task_by_lottery_idx" ON "Task"("projectId", "audience", "lottery") WHERE ("status" = 'open'::"TaskStatus") AND ("free" = "overlap");

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A task paused or withdrawn is neither open nor completed, whatever it still wants.
alter table "Task" drop constraint "Task_completed_check";
alter table "Task" add constraint "Task_completed_check" check (
  ("status" <> 'completed' or "missing" = 0) and ("status" <> 'open' or "missing" > 0));
alter table "Task" add constraint "Task_free_check" check ("free" between 0 and "missing");
alter table "Task" add constraint "Task_weight_check" check ("weight" > 0 and "draw" >= 0 and "lottery" between 0 and 1);

-- An assignment is free while nobody holds or has answered it; a lease that ended is made free by the next who asks.
create function count_free_assignments() returns trigger language plpgsql as $$
begin
  if (new."leasedUntil" is null and new."submittedAt" is null)
    <> (old."leasedUntil" is null and old."submittedAt" is null) then
    update "Task" set
      "free" = "free" + case when new."leasedUntil" is null and new."submittedAt" is null then 1 else -1 end
    where "id" = new."taskId";
  end if;
  return null;
end
$$;

create trigger "Assignment_counts_free" after update of "leasedUntil", "submittedAt" on "Assignment"
  for each row execute function count_free_assignments();

create trigger "Skip_append_only" before update or delete on "Skip"
  for each row execute function refuse_change();
create trigger "Skip_no_truncate" before truncate on "Skip"
  for each statement execute function refuse_change();
