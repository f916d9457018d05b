package io.leasehold.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that do different things at once, as often as told. Used by one test, then closed. */
public final class Racers implements AutoCloseable {
    private static final long MOST_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Begins all of them as nearly at once as threads can, and answers what they answered, in order. */
    public <T> List<T> atOnce(List<? extends Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<Future<T>> racing = new ArrayList<>();
        for (Callable<T> call : calls) {
            racing.add(threads.submit(() -> {
                start.await(MOST_SECONDS, TimeUnit.SECONDS);
                return call.call();
            }));
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> racer : racing) {
            answers.add(answer(racer));
        }
        return answers;
    }

    /** The same of two. */
    public <T> List<T> both(Callable<T> one, Callable<T> other) throws Exception {
        return atOnce(List.of(one, other));
    }

    private static <T> T answer(Future<T> racer) throws InterruptedException, TimeoutException {
        try {
            return racer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException trouble) {
            throw new AssertionError("a call in a race failed: " + trouble.getCause(), trouble.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
