-- CreateEnum
CREATE TYPE "LessonStage" AS ENUM ('tutorial', 'quiz');

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "onboarding" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "Lesson" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "stage" "LessonStage" NOT NULL,
    "tiers" JSONB NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LessonAnswer" (
    "lessonId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "tiers" JSONB NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LessonAnswer_pkey" PRIMARY KEY ("lessonId","annotatorId","attempt")
);

-- CreateTable
CREATE TABLE "QuizResult" (
    "projectId" UUID NOT NULL,
    "annotatorId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "hasPassed" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuizResult_pkey" PRIMARY KEY ("projectId","annotatorId","attempt")
);

-- CreateIndex
CREATE INDEX "Lesson_projectId_idx" ON "Lesson"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Lesson_task_key" ON "Lesson"("taskId") WHERE ("removedAt" IS NULL);

-- CreateIndex
CREATE INDEX "LessonAnswer_annotatorId_idx" ON "LessonAnswer"("annotatorId");

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lesson" ADD CONSTRAINT "Lesson_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LessonAnswer" ADD CONSTRAINT "LessonAnswer_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LessonAnswer" ADD CONSTRAINT "LessonAnswer_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizResult" ADD CONSTRAINT "QuizResult_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizResult" ADD CONSTRAINT "QuizResult_annotatorId_fkey" FOREIGN KEY ("annotatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What people gave stays.
create trigger "LessonAnswer_append_only" before update or delete on "LessonAnswer"
  for each row execute function refuse_change();
create trigger "QuizResult_append_only" before update or delete on "QuizResult"
  for each row execute function refuse_change();
