package io.leasehold.simulator.report.page;

import java.util.Locale;

/**
 * What a zero is worth. Where something could have happened n times, each time by itself, and never did, its rate is below
 * 1 − 0.05^(1/n) with a confidence of 95 %, which is about 3/n (J. A. Hanley and A. Lippman-Hand, "If nothing goes wrong, is everything
 * all right? Interpreting zero numerators", JAMA 249:1743–1745, 1983).
 */
public final class RuleOfThree {
    private static final double DOUBT = 0.05;

    private RuleOfThree() {}

    /** The largest N of which this many zeros say "below 1 in N", rounded down to two digits; 1 where they say nothing. */
    static long belowOneIn(long opportunities) {
        if (opportunities < 1) {
            return 1;
        }
        double rate = -Math.expm1(Math.log(DOUBT) / opportunities);
        long exact = (long) Math.floor(1 / rate);
        long digits = 1;
        while (exact / digits >= 100) {
            digits *= 10;
        }
        return exact / digits * digits;
    }

    /** The sentence: so many of these in so many of those. */
    public static String sentence(String what, long opportunities, String ofWhat) {
        if (opportunities == 0) {
            return "nothing tried it: this run says nothing about it";
        }
        long one = belowOneIn(opportunities);
        String zero = String.format(Locale.ROOT, "0 %s in %,d %s", what, opportunities, ofWhat);
        return one < 2
                ? zero + ": too few to say how rare"
                : zero + String.format(Locale.ROOT, ": below 1 in %,d at 95 %%", one);
    }
}
