package io.leasehold.simulator.broken;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * One seed's run with the classes among which this one was loaded. It answers each oracle's name with the first sentence of what that
 * oracle found, if anything; it is asked and answers in the JDK's own types, for its classes are not the asker's.
 */
public final class Trial implements LongFunction<Map<String, Optional<String>>> {
    @Override
    public Map<String, Optional<String>> apply(long seed) {
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        for (Judgement judgement :
                new VirtualRun(seed, VirtualOptions.DEFAULT).run().judgements()) {
            found.put(judgement.oracle(), judgement.violations().stream().findFirst());
        }
        return found;
    }
}
