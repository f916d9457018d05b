package io.leasehold.jdbc;

import io.leasehold.jdbc.OrphanLanes.Lane;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which jobs a claim would like to take (R9), and from whom (R6). It only reads; the claim's own statement decides. */
final class Candidates {
    private static final String DEAD = """
            /* R6 of these leases, those whose ended record is there; it never changes again */
            SELECT id, ended, heard_at, ended_at FROM {lease} WHERE id IN (<leases>) AND standing > 0""";

    private static final String LANE = """
            (SELECT # AS lane, id_key, slot, size FROM {job}
             WHERE owner = :owner_# AND runnable = 1 AND type = :type_# AND state_version = :version_# AND slot >= :slot
             ORDER BY owner, runnable, type, state_version, slot, id_key LIMIT :most)""";

    private static final String NAMED = """
            SELECT id_key, slot, size, owner, type, state_version FROM {job} WHERE id_key = :key AND runnable = 1""";

    private final OrphanLanes lanes;
    private final String dead;
    private final String lane;
    private final String named;

    Candidates(SqlText text) {
        this.lanes = new OrphanLanes(text);
        this.dead = text.of(DEAD);
        this.lane = text.of(LANE);
        this.named = text.of(NAMED);
    }

    Found find(Call call, ClaimRequest request) {
        return request.target() instanceof ClaimRequest.Orphans orphans
                ? orphans(call, request, orphans)
                : named(call, request, ((ClaimRequest.Named) request.target()).job());
    }

    private Found orphans(Call call, ClaimRequest request, ClaimRequest.Orphans bounds) {
        Map<String, Former> formers =
                dead(call, bounds.dead().stream().map(Object::toString).toList());
        List<String> owners = Stream.concat(Stream.of(JobRow.NOBODY), formers.keySet().stream())
                .toList();
        List<Candidate> all = call.inChunks(
                lanes.occupied(call, owners, request.types()),
                chunk -> inLanes(call, chunk, request.startSlot(), bounds.maxJobs()));
        return new Found(fitting(all, bounds), formers);
    }

    private List<Candidate> inLanes(Call call, List<Lane> chunk, int slot, int most) {
        return OrphanLanes.union(
                call,
                lane,
                chunk,
                (values, i) -> values.bind("owner_" + i, chunk.get(i).owner())
                        .bind("type_" + i, chunk.get(i).type())
                        .bind("version_" + i, chunk.get(i).oldest())
                        .bind("slot", slot)
                        .bind("most", most),
                (row, context) -> Candidate.read(row, chunk.get(row.getInt("lane"))));
    }

    /** In slot order, as many as the bounds allow, and one in any case. */
    static List<Candidate> fitting(List<Candidate> all, ClaimRequest.Orphans bounds) {
        List<Candidate> fitting = new ArrayList<>();
        long bytes = 0;
        for (Candidate candidate : all.stream().sorted().limit(bounds.maxJobs()).toList()) {
            bytes += candidate.bytes;
            if (!fitting.isEmpty() && bytes > bounds.maxBytes()) {
                break;
            }
            fitting.add(candidate);
        }
        return fitting;
    }

    private Found named(Call call, ClaimRequest request, JobId job) {
        List<Candidate> found = call
                .list(
                        named,
                        values -> values.bind("key", JobRow.key(job)),
                        (row, context) -> Candidate.read(row, lane(row)))
                .stream()
                .filter(candidate -> readable(request, candidate.lane))
                .toList();
        Map<String, Former> formers = dead(
                call,
                found.stream()
                        .map(candidate -> candidate.lane.owner())
                        .filter(owner -> !owner.equals(JobRow.NOBODY))
                        .toList());
        List<Candidate> orphans = found.stream()
                .filter(candidate ->
                        candidate.lane.owner().equals(JobRow.NOBODY) || formers.containsKey(candidate.lane.owner()))
                .toList();
        return new Found(orphans, formers);
    }

    static Lane lane(ResultSet row) throws SQLException {
        int version = row.getInt("state_version");
        return new Lane(row.getString("owner"), row.getString("type"), version, version);
    }

    static boolean readable(ClaimRequest request, Lane lane) {
        return request.types().stream().anyMatch(type -> type.covers(lane.type(), lane.oldest()));
    }

    private Map<String, Former> dead(Call call, List<String> leases) {
        List<Former> found = call.inChunks(
                leases,
                chunk -> call.list(
                        dead, values -> values.bindList("leases", chunk), (row, context) -> Former.read(row)));
        return found.stream().collect(Collectors.toMap(Former::lease, former -> former));
    }

    /**
     * What a claim goes for.
     *
     * @param candidates in slot order
     * @param formers the dead owners that they may name
     */
    record Found(List<Candidate> candidates, Map<String, Former> formers) {}

    /**
     * A job that looks like an orphan.
     *
     * @param job which job
     * @param slot its slot
     * @param bytes what it weighs
     * @param lane its owner, type and state version as read; the claim takes it only if they still are
     */
    record Candidate(JobId job, int slot, long bytes, Lane lane) implements Comparable<Candidate> {
        private static final Comparator<Candidate> ORDER =
                Comparator.comparingInt(Candidate::slot).thenComparing(Candidate::job);

        static Candidate read(ResultSet row, Lane lane) throws SQLException {
            return new Candidate(JobRow.id(row.getBytes("id_key")), row.getInt("slot"), row.getLong("size"), lane);
        }

        @Override
        public int compareTo(Candidate other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A dead owner.
     *
     * @param lease its id
     * @param lapsed whether it ended after its time (R10)
     * @param seenMillis when the store last knew it at work: its last renewal, or its orderly end
     */
    record Former(String lease, boolean lapsed, long seenMillis) {
        /** Whom a job names that has no owner. */
        static final Former NOBODY = new Former(JobRow.NOBODY, false, 0);

        static Former read(ResultSet row) throws SQLException {
            LeaseEnd how = LeaseEnd.valueOf(row.getString("ended"));
            long seen = row.getLong(how == LeaseEnd.CLEAN ? "ended_at" : "heard_at");
            return new Former(row.getString("id"), how == LeaseEnd.LAPSED, seen);
        }
    }
}
