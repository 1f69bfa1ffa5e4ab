-- AlterEnum
ALTER TYPE "AssignmentSelection" ADD VALUE 'gold';


-- CreateIndex
CREATE INDEX "Task_gold_idx" ON "Task"("projectId") WHERE ("gold" IS NOT NULL);
