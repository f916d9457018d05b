package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.JobId;
import io.leasehold.store.Limits;
import io.leasehold.store.Ownership;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteAnswer.Applied;
import io.leasehold.store.WriteAnswer.Loss;
import io.leasehold.store.WriteAnswer.Refused;
import io.leasehold.store.WriteAnswer.Regressed;
import io.leasehold.store.WriteAnswer.Superseded;
import io.leasehold.store.WriteRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The owners' writes of R11 to R15: conditional updates, then a read-back in a later statement of those that the database doesn't surely say
 * it applied, judged here.
 */
final class JdbcWrites {
    /** R12, R15: what a write sets; due moves by this clock. */
    static final String SET = """
            {setProgress},
            due_at = CASE WHEN :delay >= 0 THEN {now} + :delay ELSE due_at END,
            size = OCTET_LENGTH(payload) + :bytes,
            runnable = CASE WHEN wish = 'RUNNING' THEN :ready ELSE 0 END,
            owner = :newOwner, revision = :revision""";

    /** R11: owner and token, revision, sequence; R12: a repeat changes nothing. */
    static final String CONDITION = """
            id_key = :key AND owner = :owner AND token = :token AND revision < :revision AND sequence <= :sequence
              AND deleted = 0""";

    /** R11 to R15 for one write. */
    static final String WRITE = "/* R11 R12 R15 */ UPDATE {job} SET\n" + SET + "\nWHERE " + CONDITION;

    private static final String READ_BACK = """
            /* R13 in a later statement; R14 with the wish and its number */
            SELECT id_key, owner, token, revision, claim_number, sequence, wish, command_number, deleted FROM {job}
            WHERE {amongKeys}""";

    private final Calls calls;
    private final Forms.Writing writing;
    private final KeyList keys;
    private final String write;
    private final String readBack;

    JdbcWrites(Calls calls, SqlText text) {
        this.calls = calls;
        this.writing = text.dialect().forms().writing(text);
        this.keys = text.dialect().forms().keys();
        this.write = text.of(WRITE);
        this.readBack = text.of(READ_BACK);
    }

    List<WriteAnswer> write(List<Write> writes) {
        Arguments.write(writes, Limits.LARGEST);
        if (writes.isEmpty()) {
            return List.of();
        }
        return calls.call("write", call -> {
            // In key order, so that two batches can't wait for one another.
            List<Write> sorted =
                    writes.stream().sorted(Comparator.comparing(Write::job)).toList();
            Map<JobId, Applied> applied = writing.apply(call, sorted);
            List<Write> others = writes.stream()
                    .filter(one -> !applied.containsKey(one.job()))
                    .toList();
            Map<JobId, Stored> stored = stored(call, others);
            return writes.stream()
                    .map(one -> answer(one, applied.get(one.job()), stored))
                    .toList();
        });
    }

    private static WriteAnswer answer(Write write, @Nullable Applied applied, Map<JobId, Stored> stored) {
        return applied == null ? judge(write, stored.get(write.job())) : applied;
    }

    /** Tries one write within a transaction; answers whether this applied it. */
    boolean apply(Call call, Write one) {
        return call.update(write, values -> bind(Values.of(values), one)) == 1;
    }

    /** The answers to writes that were tried before. */
    List<WriteAnswer> judged(Call call, List<Write> writes) {
        Map<JobId, Stored> stored = stored(call, writes);
        return writes.stream().map(one -> judge(one, stored.get(one.job()))).toList();
    }

    static void bind(Values values, Write write) {
        JobRow.bindProgress(values, write.progress());
        values.bind("sameStep", 0)
                .bind("delay", write.delay().map(Duration::toMillis).orElse(-1L))
                .bind("bytes", write.progress().bytes())
                .bind("ready", JobRow.ready(write.progress()))
                .bind(
                        "newOwner",
                        write.release() ? JobRow.NOBODY : write.owner().value())
                .bind("revision", write.revision())
                .bind("key", JobRow.key(write.job()))
                .bind("owner", write.owner().value())
                .bind("token", write.token());
    }

    private Map<JobId, Stored> stored(Call call, List<Write> writes) {
        List<byte[]> jobs =
                writes.stream().map(write -> JobRow.key(write.job())).toList();
        return call
                .inChunks(
                        keys.most(),
                        jobs,
                        chunk -> call.list(
                                readBack,
                                values -> keys.bind(values, "keys", chunk),
                                (row, context) -> Stored.read(row)))
                .stream()
                .collect(Collectors.toMap(Stored::job, Function.identity()));
    }

    /** R11's order, seen from behind: the record as it stands after the write was tried. */
    private static WriteAnswer judge(Write write, @Nullable Stored stored) {
        if (stored == null) {
            return new Regressed(Loss.NO_RECORD);
        } else if (stored.deleted) {
            return WriteRules.foreign(write, Ownership.none(stored.ownership.token()));
        }
        Ownership ownership = stored.ownership;
        boolean mine = ownership.is(write.owner(), write.token());
        boolean released = write.release() && ownership.owner().isEmpty() && ownership.token() == write.token();
        if ((mine || released) && ownership.revision() == write.revision()) {
            return new Applied(stored.wish, stored.commandNumber);
        } else if (!mine) {
            return WriteRules.foreign(write, ownership);
        } else if (ownership.revision() > write.revision()) {
            return new Superseded();
        } else if (stored.sequence > write.progress().sequence()) {
            return new Refused("the sequence never goes back: stored " + stored.sequence + ", written "
                    + write.progress().sequence());
        }
        throw new UnknownOutcome(
                "a write of the job's owner left no trace, though nothing forbids it; repeat it unchanged");
    }

    /** What the read-back tells. */
    private record Stored(
            JobId job, Ownership ownership, long sequence, Wish wish, long commandNumber, boolean deleted) {
        static Stored read(ResultSet row) throws SQLException {
            return new Stored(
                    JobRow.id(row.getBytes("id_key")),
                    JobRow.ownership(row),
                    row.getLong("sequence"),
                    Wish.valueOf(row.getString("wish")),
                    row.getLong("command_number"),
                    row.getInt("deleted") == 1);
        }
    }
}
