package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** R16 in one block for all jobs that are made, which tells what it made: first new ones, then those in a tombstone's place. */
final class MariaDbSubmissions implements Forms.Submitting {
    private static final String FLOOR = "(SELECT f.number FROM {meta} f WHERE f.name = 'floor')";

    /** What is ignored can but be a duplicate: values have been checked, and without a floor there is no row to insert. */
    private static final String CREATE = "INSERT IGNORE INTO {job} (" + JdbcSubmissions.NEW + ")\nSELECT "
            + GivenRows.each(JdbcSubmissions.NEW_VALUES.replace(FLOOR, "f.number")) + """

            FROM {creating} given STRAIGHT_JOIN {meta} f ON f.name = 'floor' ORDER BY to_key
            RETURNING id_key;
            """;

    private static final String NO_FLOOR = """
            IF NOT EXISTS (SELECT 1 FROM {meta} WHERE name = 'floor') THEN
              SIGNAL SQLSTATE '23000' SET MYSQL_ERRNO = 1048, MESSAGE_TEXT = 'there is no token floor';
            END IF;
            """;

    private static final String REPLACE = "UPDATE {job} SET " + JdbcSubmissions.REPLACING + "\nWHERE "
            + JdbcSubmissions.REPLACED + ";\nSET replaced = CONCAT(replaced, ROW_COUNT());\n";

    private final SqlText text;
    private final String create;
    private final String replace;

    MariaDbSubmissions(SqlText text) {
        this.text = text;
        this.create = text.of(CREATE);
        this.replace = text.of(REPLACE);
    }

    @Override
    public Set<JobId> make(Call call, List<Submission> creating, List<Submission> replacing) {
        Set<JobId> made = new HashSet<>();
        Set<JobId> fresh = creating.stream().map(Submission::id).collect(Collectors.toSet());
        List<Submission> jobs =
                Stream.concat(creating.stream(), replacing.stream()).toList();
        for (List<Submission> packet : Packets.of(jobs, job -> job.payload().size())) {
            made.addAll(block(
                    call,
                    packet.stream().filter(job -> fresh.contains(job.id())).toList(),
                    packet.stream().filter(job -> !fresh.contains(job.id())).toList()));
        }
        return made;
    }

    private Set<JobId> block(Call call, List<Submission> creating, List<Submission> replacing) {
        UnionRows created = UnionRows.of("c", creating, JdbcSubmissions::bind);
        List<Numbered> replaced = IntStream.range(0, replacing.size())
                .mapToObj(index -> new Numbered(replacing.get(index), "r" + index + "_"))
                .toList();
        String block = "/* R16 */ BEGIN NOT ATOMIC\nDECLARE replaced VARCHAR(2000) DEFAULT '';\n"
                + text.of(NO_FLOOR)
                + (creating.isEmpty() ? "" : create.replace("{creating}", created.table()))
                + replaced.stream().map(one -> one.in(replace)).collect(Collectors.joining())
                + "SELECT replaced;\nEND";
        List<List<JobId>> results = call.block(
                block,
                values -> {
                    created.bind(values);
                    replaced.forEach(one -> one.bind(values));
                },
                rows -> made(rows, replacing));
        return results.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** Of one result: ids, or a digit for each job in a tombstone's place. */
    private static List<JobId> made(ResultSet rows, List<Submission> replacing) throws SQLException {
        List<JobId> made = new java.util.ArrayList<>();
        boolean digits = rows.getMetaData().getColumnLabel(1).equals("replaced");
        while (rows.next()) {
            if (digits) {
                String counts = rows.getString(1);
                IntStream.range(0, replacing.size())
                        .filter(index -> counts.charAt(index) == '1')
                        .forEach(index -> made.add(replacing.get(index).id()));
            } else {
                made.add(JobRow.id(rows.getBytes(1)));
            }
        }
        return made;
    }

    /** A job whose values have names of their own among many. */
    private record Numbered(Submission job, String prefix) {
        String in(String sql) {
            return sql.replaceAll(":(\\w+)", ":" + prefix + "$1");
        }

        void bind(SqlStatement<?> values) {
            JdbcSubmissions.bind(UnionRows.prefixed(values, prefix), job);
        }
    }
}
