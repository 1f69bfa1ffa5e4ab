-- AlterTable
ALTER TABLE "Ranking" ADD COLUMN     "asShown" BOOLEAN NOT NULL DEFAULT false;
