-- The revision that counts of each answer. Served by the unique index on ("assignmentId", "revision").
create view "CurrentRanking" as
select r.* from "Ranking" r
where not exists (
  select from "Ranking" newer where newer."assignmentId" = r."assignmentId" and newer."revision" > r."revision"
);
