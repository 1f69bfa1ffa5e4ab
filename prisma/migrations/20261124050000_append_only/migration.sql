-- What people gave stays: these rows are never updated or deleted, whoever asks. A correction is a new revision.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '"%" is append-only: a correction is a new revision', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger "Ranking_append_only" before update or delete on "Ranking"
  for each row execute function refuse_change();
create trigger "Ranking_no_truncate" before truncate on "Ranking"
  for each statement execute function refuse_change();

create trigger "RankedCompletion_append_only" before update or delete on "RankedCompletion"
  for each row execute function refuse_change();
create trigger "RankedCompletion_no_truncate" before truncate on "RankedCompletion"
  for each statement execute function refuse_change();

create trigger "Comparison_append_only" before update or delete on "Comparison"
  for each row execute function refuse_change();
create trigger "Comparison_no_truncate" before truncate on "Comparison"
  for each statement execute function refuse_change();

-- A frozen version is what it was frozen as; runs and models point to it by its content.
create trigger "DatasetVersion_append_only" before update or delete on "DatasetVersion"
  for each row execute function refuse_change();

alter table "RankedCompletion" add constraint "RankedCompletion_rank_check" check ("rank" >= 1);
alter table "Comparison" add constraint "Comparison_pair_check" check ("betterId" <> "worseId");
-- An answer too many, or a task completed twice, would show here.
alter table "Task" add constraint "Task_missing_check" check ("missing" between 0 and "overlap");
alter table "Task" add constraint "Task_completed_check" check (("status" = 'completed') = ("missing" = 0));
