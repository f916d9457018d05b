package io.leasehold.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Long searches, two at a time: each runs in virtual time and shares nothing with the other. */
public final class Threads {
    private Threads() {}

    /** What the function makes of each of these, in their order. Throws what it throws first, as the cause. */
    public static <T, R> List<R> two(List<T> all, Function<T, R> search)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<R>> searches = new ArrayList<>();
            for (T one : all) {
                searches.add(threads.submit(() -> search.apply(one)));
            }
            List<R> found = new ArrayList<>();
            for (Future<R> result : searches) {
                found.add(result.get());
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }
}
