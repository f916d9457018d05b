package io.leasehold.simulator.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each fault hit in each phase.
 *
 * @param columns the phases
 * @param rows the faults
 */
public record Matrix(List<String> columns, List<Row> rows) {
    public Matrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("row \"" + row.name() + "\" must have a cell for each of "
                        + columns.size() + " columns, but has " + row.cells().size());
            }
        }
    }

    /** One fault, a cell for each phase. */
    public record Row(String name, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * How often, or why that can't be.
     *
     * @param count how often
     * @param reason why there can be none; absent: there can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cell(long count, @Nullable String reason) {
        /** So often. */
        public static Cell of(long count) {
            return new Cell(count, null);
        }

        /** Never, for this reason. */
        public static Cell never(String reason) {
            return new Cell(0, reason);
        }
    }
}
