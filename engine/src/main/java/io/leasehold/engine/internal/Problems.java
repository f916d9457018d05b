package io.leasehold.engine.internal;

/** What users' exceptions say: their own methods may throw too, and that must not hide what happened. */
final class Problems {
    private Problems() {}

    static String text(Throwable problem) {
        try {
            return String.valueOf(problem);
        } catch (RuntimeException | Error unspeakable) {
            return problem.getClass().getName() + " (its own toString() failed)";
        }
    }
}
