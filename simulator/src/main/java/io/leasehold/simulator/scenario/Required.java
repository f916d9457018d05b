package io.leasehold.simulator.scenario;

import org.jspecify.annotations.Nullable;

/** The checks of this package's values. */
final class Required {
    private Required() {}

    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return value;
    }

    static void that(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
