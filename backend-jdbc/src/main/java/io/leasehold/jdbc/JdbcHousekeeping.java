package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.Retention;
import io.leasehold.store.TidyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The housekeeping of R18 in five walks, one bounded step at a time: the owners that jobs name ({@code owners:<after>}), the locks
 * ({@code locks:<after>}, see {@link HeldLocks}), the ended leases ({@code leases:<after>}), the finished jobs ({@code finished:}), and the tombstones if a retention is set for them
 * ({@code tombstones:<where>}, see {@link JdbcPurge}). Every statement carries its own condition, so steps may run at once, late, or twice. A step also ends when its time is half spent, and the next one goes on there.
 */
final class JdbcHousekeeping {
    static final String OWNERS = "owners:";
    static final String LOCKS = "locks:";
    static final String LEASES = "leases:";
    static final String FINISHED = "finished:";
    static final String TOMBSTONES = "tombstones:";

    private static final String NEXT_OWNER = """
            /* R18 from one owner to the next by the index, over all their jobs */
            SELECT owner FROM {job} WHERE owner > :after ORDER BY owner LIMIT 1""";

    private static final String STANDING = "SELECT id, standing FROM {lease} WHERE id IN (<leases>)";

    private static final String BURY = """
            /* R6 an ended record if there is none, never over one */
            INSERT INTO {lease} (id, label, jobs, room, weight, heard_at, ends_at, last_claim, standing, ended, ended_at)
            VALUES (:lease, 'buried', :jobs, :room, :weight, {now}, {now}, 0, 1, 'LOST', {now}) {ifNew}""";

    private static final String UNDRAIN = "UPDATE {lease} SET standing = 1 WHERE id = :lease AND standing = 2";

    private static final String RESTING = """
            SELECT id_key FROM {job} WHERE owner = :lease AND runnable = 0 LIMIT :most""";

    private static final String CLEAR = """
            /* R18 clears a dead owner from jobs that nobody will claim */
            UPDATE {freeJobs} SET owner = '' WHERE {theseJobs} AND owner = :lease AND runnable = 0
              AND EXISTS (SELECT 1 FROM {lease} d WHERE d.id = :lease AND d.standing > 0)""";

    /** The first owner, from this one on, that any job names: by the index, where {@code EXISTS} may be answered by a scan of all jobs. */
    private static final String NAMED =
            "COALESCE((SELECT j.owner FROM {job} j WHERE j.owner {seeks} %s ORDER BY j.owner LIMIT 1), '')";

    private static final String ENDED_LEASES = """
            SELECT id, standing, CASE WHEN %s = l.id THEN 1 ELSE 0 END AS named
            FROM {lease} l WHERE standing > 0 AND id > :after ORDER BY id LIMIT :most""".formatted(NAMED.formatted("l.id"));

    private static final String DRAIN = """
            UPDATE {lease} SET standing = 2 WHERE id = :lease AND standing = 1 AND %s <> :lease""".formatted(NAMED.formatted(":lease"));

    private static final String DROP = """
            DELETE FROM {lease} WHERE id = :lease AND standing = 2 AND ended_at <= {now} - :retention
              AND %s <> :lease""".formatted(NAMED.formatted(":lease"));

    private static final String OLD = """
            SELECT id_key FROM {job} WHERE finished_at BETWEEN 1 AND {nowOnce} - :retention ORDER BY finished_at LIMIT :most""";

    private static final String ENTOMB = """
            /* R18 turns finished jobs past their retention into tombstones */
            UPDATE {freeJobs} SET {setTombstone}
            WHERE {theseJobs} AND status = 'FINISHED' AND finished_at BETWEEN 1 AND {now} - :retention""";

    private final Calls calls;
    private final SqlText text;
    private final Retention retention;

    JdbcHousekeeping(Calls calls, SqlText text, Retention retention) {
        this.calls = calls;
        this.text = text;
        this.retention = retention;
    }

    TidyAnswer tidy(Optional<String> cursor) {
        String from = cursor.orElse(OWNERS);
        return calls.call("tidy", call -> {
            Step step = new Step(call);
            if (from.startsWith(OWNERS)) {
                return step.answer(step.owners(from.substring(OWNERS.length())));
            } else if (from.startsWith(LOCKS)) {
                return step.answer(step.locks(from.substring(LOCKS.length())));
            } else if (from.startsWith(LEASES)) {
                return step.answer(step.leases(from.substring(LEASES.length())));
            } else if (from.equals(FINISHED)) {
                return step.answer(step.finished());
            } else if (from.startsWith(TOMBSTONES)) {
                JdbcPurge.Position position = JdbcPurge.Position.read(from.substring(TOMBSTONES.length()))
                        .orElseThrow(() -> Arguments.foreignCursor(from));
                return step.answer(step.tombstones(position));
            }
            throw Arguments.foreignCursor(from);
        });
    }

    /** Leaves an ended record for a lease of which there is none; answers whether it did. */
    static boolean bury(Call call, SqlText text, String lease) {
        return call.insert(
                text.of(BURY),
                values -> values.bind("lease", lease)
                        .bind("jobs", Load.NONE.jobs())
                        .bind("room", Load.NONE.room())
                        .bind("weight", Load.NONE.weight()));
    }

    /** One step and what it did. */
    private final class Step {
        private final Call call;
        private int buried;
        private int cleared;
        private int undrained;
        private int drained;
        private int dropped;
        private int tombstoned;
        private int purged;

        private Step(Call call) {
            this.call = call;
        }

        TidyAnswer answer(Optional<String> next) {
            return new TidyAnswer(next, buried, cleared, undrained, drained, dropped, tombstoned, purged);
        }

        Optional<String> owners(String after) {
            List<String> owners = new ArrayList<>();
            String last = after;
            while (owners.size() < TidyAnswer.OWNERS) {
                String from = last;
                Optional<String> next = call.first(
                        text.of(NEXT_OWNER),
                        values -> values.bind("after", from),
                        (row, context) -> row.getString("owner"));
                if (next.isEmpty()) {
                    break;
                }
                last = next.get();
                owners.add(last);
            }
            Optional<String> unfinished = visit(owners);
            return unfinished.isPresent()
                    ? unfinished
                    : Optional.of(owners.size() < TidyAnswer.OWNERS ? LOCKS : OWNERS + last);
        }

        /** Visits these owners; answers where to go on if time ran short. */
        private Optional<String> visit(List<String> owners) {
            Map<String, Integer> standing = standing(owners);
            String visited = "";
            for (String owner : owners) {
                if (!visited.isEmpty() && call.late()) {
                    return Optional.of(OWNERS + visited);
                }
                visitOwner(owner, standing.get(owner));
                visited = owner;
            }
            return Optional.empty();
        }

        private Map<String, Integer> standing(List<String> owners) {
            return call
                    .inChunks(
                            owners,
                            chunk -> call.list(
                                    text.of(STANDING),
                                    values -> values.bindList("leases", chunk),
                                    (row, context) -> Map.entry(row.getString("id"), row.getInt("standing"))))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private void visitOwner(String owner, @Nullable Integer standing) {
            boolean dead = standing != null && standing > 0;
            if (standing == null) {
                dead = bury(call, text, owner);
                buried += dead ? 1 : 0;
            } else if (standing == 2) {
                undrained += call.update(text.of(UNDRAIN), values -> values.bind("lease", owner));
            }
            if (dead) {
                clear(owner);
            }
        }

        private void clear(String owner) {
            int most = TidyAnswer.RECORDS - cleared;
            if (most == 0) {
                return;
            }
            List<byte[]> resting = call.list(
                    text.of(RESTING),
                    values -> values.bind("lease", owner).bind("most", most),
                    (row, context) -> row.getBytes("id_key"));
            for (List<byte[]> chunk : Call.chunks(resting)) {
                cleared += call.update(
                        text.of(CLEAR), values -> values.bind("lease", owner).bindList("keys", chunk));
            }
        }

        Optional<String> locks(String after) {
            HeldLocks held = new HeldLocks(call, text);
            Optional<String> next = held.step(after);
            buried += held.buried();
            cleared += held.cleared();
            return Optional.of(next.map(name -> LOCKS + name).orElse(LEASES));
        }

        Optional<String> leases(String after) {
            if (!after.isEmpty()) {
                new LeaseId(after);
            }
            List<EndedLease> ended = call.list(
                    text.of(ENDED_LEASES),
                    values -> values.bind("after", after).bind("most", TidyAnswer.OWNERS),
                    (row, context) ->
                            new EndedLease(row.getString("id"), row.getInt("standing") == 2, row.getInt("named") == 1));
            String visited = "";
            for (EndedLease lease : ended) {
                if (!visited.isEmpty() && call.late()) {
                    return Optional.of(LEASES + visited);
                }
                visitEnded(lease);
                visited = lease.id;
            }
            return Optional.of(ended.size() < TidyAnswer.OWNERS ? FINISHED : LEASES + visited);
        }

        private void visitEnded(EndedLease lease) {
            if (lease.named) {
                return;
            }
            if (!lease.drained) {
                drained += call.update(text.of(DRAIN), values -> values.bind("lease", lease.id));
            } else {
                dropped += call.update(
                        text.of(DROP),
                        values -> values.bind("lease", lease.id)
                                .bind("retention", retention.endedLeases().toMillis()));
            }
        }

        Optional<String> finished() {
            long kept = retention.finishedJobs().toMillis();
            List<byte[]> old = call.list(
                    text.of(OLD),
                    values -> values.bind("retention", kept).bind("most", TidyAnswer.RECORDS),
                    (row, context) -> row.getBytes("id_key"));
            for (List<byte[]> chunk : Call.chunks(old)) {
                tombstoned += call.update(
                        text.of(ENTOMB),
                        values -> values.bind("retention", kept)
                                .bind("none", JobRow.none())
                                .bindList("keys", chunk));
            }
            return old.size() == TidyAnswer.RECORDS
                    ? Optional.of(FINISHED)
                    : retention.tombstones().map(set -> TOMBSTONES);
        }

        Optional<String> tombstones(JdbcPurge.Position from) {
            return retention.tombstones().flatMap(set -> {
                JdbcPurge purge = new JdbcPurge(call, text, set);
                Optional<JdbcPurge.Position> next = purge.step(from);
                purged = purge.purged();
                return next.map(position -> TOMBSTONES + position);
            });
        }
    }

    /**
     * An ended lease on the walk.
     *
     * @param id which
     * @param drained whether it is marked so
     * @param named whether a job names it
     */
    private record EndedLease(String id, boolean drained, boolean named) {}
}
