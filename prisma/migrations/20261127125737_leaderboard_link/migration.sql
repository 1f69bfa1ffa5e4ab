-- CreateTable
CREATE TABLE "LeaderboardLink" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LeaderboardLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LeaderboardLink_tokenHash_key" ON "LeaderboardLink"("tokenHash");

-- CreateIndex
CREATE INDEX "LeaderboardLink_projectId_idx" ON "LeaderboardLink"("projectId");

-- AddForeignKey
ALTER TABLE "LeaderboardLink" ADD CONSTRAINT "LeaderboardLink_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
