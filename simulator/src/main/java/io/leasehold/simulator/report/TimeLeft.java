package io.leasehold.simulator.report;

/** How far something has come, and for how long it will go on if it goes on as until now. */
public final class TimeLeft {
    private static final int WIDTH = 20;

    private TimeLeft() {}

    /**
     * A bar, how far it has come, and the time left, blanks behind; empty where nothing can be said yet.
     *
     * @param done how much is done
     * @param all how much there is to do
     * @param goneMillis how long that took
     */
    public static String bar(long done, long all, long goneMillis) {
        if (done <= 0 || all <= 0) {
            return "";
        }
        long reached = Math.min(done, all);
        int full = (int) (WIDTH * reached / all);
        long leftSeconds = goneMillis * (all - reached) / reached / 1000;
        return String.format(
                "[%s%s] %3d %%  %d:%02d left  ",
                "#".repeat(full), "-".repeat(WIDTH - full), 100 * reached / all, leftSeconds / 60, leftSeconds % 60);
    }
}
