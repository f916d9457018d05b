package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Submission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** One statement for each job that is made. */
final class SingleSubmissions implements Forms.Submitting {
    private static final String CREATE =
            "/* R16 fails, or makes no row, if the id has any record */ INSERT INTO {job} (" + JdbcSubmissions.NEW
                    + ")\nVALUES (" + JdbcSubmissions.NEW_VALUES + ") {ifNew}";

    private static final String REPLACE =
            "/* R16 */ UPDATE {job} SET " + JdbcSubmissions.REPLACING + "\nWHERE " + JdbcSubmissions.REPLACED;

    private final String create;
    private final String replace;

    SingleSubmissions(SqlText text) {
        this.create = text.of(CREATE);
        this.replace = text.of(REPLACE);
    }

    @Override
    public Set<JobId> make(Call call, List<Submission> creating, List<Submission> replacing) {
        return Stream.concat(
                        creating.stream().filter(job -> call.insert(create, values -> bind(values, job))),
                        replacing.stream().filter(job -> call.update(replace, values -> bind(values, job)) == 1))
                .map(Submission::id)
                .collect(Collectors.toSet());
    }

    private static void bind(SqlStatement<?> values, Submission job) {
        JdbcSubmissions.bind(Values.of(values), job);
    }
}
