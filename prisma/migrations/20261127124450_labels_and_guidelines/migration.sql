-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "guidelinesVersion" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Ranking" ADD COLUMN     "allBad" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "guidelinesVersion" INTEGER,
ADD COLUMN     "strength" INTEGER;

-- CreateTable
CREATE TABLE "Guidelines" (
    "projectId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Guidelines_pkey" PRIMARY KEY ("projectId","version")
);

-- CreateTable
CREATE TABLE "CompletionLabel" (
    "rankingId" UUID NOT NULL,
    "completionId" UUID NOT NULL,
    "ratings" JSONB NOT NULL DEFAULT '{}',
    "flags" TEXT[],
    "critique" TEXT,
    "spans" JSONB NOT NULL DEFAULT '[]',
    "editedText" TEXT,

    CONSTRAINT "CompletionLabel_pkey" PRIMARY KEY ("rankingId","completionId")
);

-- CreateIndex
CREATE INDEX "CompletionLabel_completionId_idx" ON "CompletionLabel"("completionId");

-- AddForeignKey
ALTER TABLE "Guidelines" ADD CONSTRAINT "Guidelines_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompletionLabel" ADD CONSTRAINT "CompletionLabel_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "Ranking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompletionLabel" ADD CONSTRAINT "CompletionLabel_completionId_fkey" FOREIGN KEY ("completionId") REFERENCES "Completion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What people gave stays.
create trigger "CompletionLabel_append_only" before update or delete on "CompletionLabel"
  for each row execute function refuse_change();
create trigger "CompletionLabel_no_truncate" before truncate on "CompletionLabel"
  for each statement execute function refuse_change();
create trigger "Guidelines_append_only" before update or delete on "Guidelines"
  for each row execute function refuse_change();

-- Projects from before there were versions begin with what they have.
insert into "Guidelines" ("projectId", "version", "text", "createdById", "createdAt")
select "id", 1, "guidelines", 'automation', "createdAt" from "Project";

-- A view keeps the columns that its table had when it was made.
create or replace view "CurrentRanking" as
select r.* from "Ranking" r
where not exists (
  select from "Ranking" newer where newer."assignmentId" = r."assignmentId" and newer."revision" > r."revision"
);
