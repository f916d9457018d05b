package io.leasehold.jdbc;

import io.leasehold.jdbc.Candidates.Candidate;
import io.leasehold.jdbc.Candidates.Former;
import io.leasehold.jdbc.OrphanLanes.Lane;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The claim of R6 to R10 in two blocks: the first accepts the number and looks, what to take is chosen here, the second takes it, reads it
 * back, and looks once more if it took nothing. Each statement stands for itself, as in {@link StepwiseClaims}.
 */
final class MariaDbClaims implements Forms.Claiming {
    private static final String OPEN = """
            BEGIN NOT ATOMIC
            DECLARE taking INT;
            {declared}
            {accept};
            SET taking = ROW_COUNT();
            IF taking = 0 AND EXISTS (
                SELECT 1 FROM {lease} WHERE id = :lease AND standing = 0 AND last_claim = :number) THEN
              {brought};
              SET taking = FOUND_ROWS() = 0;
            END IF;
            IF taking = 1 THEN
            {look}
            END IF;
            END""";

    private static final String TAKE = """
            BEGIN NOT ATOMIC
            {declared}
            {takes}
            {taken};
            IF {again} AND FOUND_ROWS() = 0 THEN
            {look}
            END IF;
            END""";

    private final SqlText text;

    MariaDbClaims(SqlText text) {
        this.text = text;
    }

    @Override
    public List<JobRecord> claim(Call call, ClaimRequest request) {
        MariaDbLook look = MariaDbLook.of(request);
        ClaimParts seen = block(call, opening(look), values -> bind(values, request, look));
        boolean again = true;
        while (seen.jobs().isEmpty() && !seen.candidates(request).isEmpty()) {
            seen = take(call, request, look, seen, again);
            if (!again) {
                break;
            }
            again = false;
        }
        return seen.jobs();
    }

    private String opening(MariaDbLook look) {
        return OPEN.replace("{accept}", StepwiseClaims.ACCEPT)
                .replace("{brought}", StepwiseClaims.BROUGHT)
                .replace("{look}", look.sql());
    }

    private ClaimParts take(Call call, ClaimRequest request, MariaDbLook look, ClaimParts seen, boolean again) {
        List<Taking> takings = takings(seen, request);
        List<byte[]> keys = takings.stream()
                .flatMap(taking -> taking.jobs.stream())
                .map(JobRow::key)
                .toList();
        String sql = TAKE.replace(
                        "{takes}", takings.stream().map(one -> one.sql(text)).collect(Collectors.joining()))
                .replace("{taken}", StepwiseClaims.TAKEN)
                .replace("{again}", again ? "TRUE" : "FALSE")
                .replace("{look}", again ? look.sql() : "DO 0;");
        return block(call, sql, values -> {
            bind(values, request, look);
            values.bindList("keys", keys).bind("longest", TakeoverText.LONGEST);
            takings.forEach(taking -> taking.bind(values, request.lease()));
        });
    }

    private static List<Taking> takings(ClaimParts seen, ClaimRequest request) {
        Map<Lane, List<JobId>> byLane = seen.candidates(request).stream()
                .collect(Collectors.groupingBy(
                        Candidate::lane, LinkedHashMap::new, Collectors.mapping(Candidate::job, Collectors.toList())));
        List<Taking> takings = new ArrayList<>();
        byLane.forEach((lane, jobs) -> Call.chunks(jobs.stream().sorted().toList())
                .forEach(chunk -> takings.add(new Taking(takings.size(), lane, seen.former(lane), chunk))));
        return takings;
    }

    private static void bind(SqlStatement<?> values, ClaimRequest request, MariaDbLook look) {
        values.bind("lease", request.lease().value()).bind("number", request.number());
        look.bind(values);
    }

    private ClaimParts block(Call call, String sql, Consumer<SqlStatement<?>> values) {
        String whole = text.of("/* R6 R7 R8 R9 R10 */ " + sql.replace("{declared}", MariaDbLanes.DECLARED));
        return ClaimParts.of(call.block(whole, values, ClaimParts::read));
    }

    /**
     * Jobs of one lane that are taken by one statement.
     *
     * @param number distinguishes its values from the others'
     * @param former the dead owner; none: nobody
     * @param jobs in the order of their keys
     */
    private record Taking(int number, Lane lane, Optional<Former> former, List<JobId> jobs) {
        private static final String OWN = ":(former|formerAndLease|seen|lapsed|type|version)\\b";

        String sql(SqlText text) {
            return text.of(former.isPresent() ? StepwiseClaims.TAKE_OVER : StepwiseClaims.TAKE_FREE)
                            .replaceAll(OWN, ":" + name("$1"))
                            .replace("<keys>", "<" + name("keys") + ">")
                    + ";\n";
        }

        void bind(SqlStatement<?> values, LeaseId lease) {
            values.bind(name("type"), lane.type())
                    .bind(name("version"), lane.oldest())
                    .bindList(name("keys"), jobs.stream().map(JobRow::key).toList());
            former.ifPresent(dead -> values.bind(name("former"), dead.lease())
                    .bind(name("formerAndLease"), dead.lease() + lease.value())
                    .bind(name("seen"), dead.seenMillis())
                    .bind(name("lapsed"), dead.lapsed() ? 1 : 0));
        }

        private String name(String of) {
            return "t" + number + "_" + of;
        }
    }
}
