package io.leasehold.jdbc;

import io.leasehold.jdbc.Candidates.Candidate;
import io.leasehold.jdbc.Candidates.Former;
import io.leasehold.jdbc.OrphanLanes.Lane;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRequest.Orphans;
import io.leasehold.store.JobRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the results of a claim's block told.
 *
 * @param jobs those that it brought, in the order of slots
 * @param formers the dead owners that it asked for, by their ids
 * @param seen jobs that looked like orphans
 */
record ClaimParts(List<JobRecord> jobs, Map<String, Former> formers, List<Candidate> seen) {
    /** Of one result, which its first column's name tells. */
    static ClaimParts read(ResultSet rows) throws SQLException {
        ClaimParts parts = new ClaimParts(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        String kind = rows.getMetaData().getColumnLabel(1);
        while (rows.next()) {
            switch (kind) {
                case "former" -> {
                    Former former = Former.read(rows);
                    parts.formers.put(former.lease(), former);
                }
                case "candidate" -> parts.seen.add(Candidate.read(rows, Candidates.lane(rows)));
                default -> parts.jobs.add(JobRow.read(rows));
            }
        }
        return parts;
    }

    /** All of a block's results together. */
    static ClaimParts of(List<ClaimParts> results) {
        ClaimParts all = new ClaimParts(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (ClaimParts one : results) {
            all.jobs.addAll(one.jobs);
            all.formers.putAll(one.formers);
            all.seen.addAll(one.seen);
        }
        all.jobs.sort(StepwiseClaims.BY_SLOT);
        return all;
    }

    /** Whose job it is, if it is a dead lease's. */
    Optional<Former> former(Lane lane) {
        return Optional.ofNullable(formers.get(lane.owner()));
    }

    /** The jobs to go for, within the bounds, in the order of slots. */
    List<Candidate> candidates(ClaimRequest request) {
        List<Candidate> orphans = seen.stream()
                .filter(candidate -> orphaned(candidate.lane()) && Candidates.readable(request, candidate.lane()))
                .toList();
        return request.target() instanceof Orphans bounds ? Candidates.fitting(orphans, bounds) : orphans;
    }

    private boolean orphaned(Lane lane) {
        return lane.owner().equals(JobRow.NOBODY) || formers.containsKey(lane.owner());
    }
}
