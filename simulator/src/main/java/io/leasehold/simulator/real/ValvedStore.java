package io.leasehold.simulator.real;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An instance's way to its store: each call enters the {@link Valve} and leaves it. It also sees which jobs of the instance are inside a
 * step: from the sending of an intent to the acknowledgement of a write that leaves none open. Thread-safe.
 */
final class ValvedStore {
    private final LeaseStore inner;
    private final Valve valve;
    private final Set<JobId> insideStep = new LinkedHashSet<>();

    ValvedStore(LeaseStore inner, Valve valve) {
        this.inner = inner;
        this.valve = valve;
    }

    /** The store as the instance sees it. */
    LeaseStore door() {
        return (LeaseStore) Proxy.newProxyInstance(
                LeaseStore.class.getClassLoader(),
                new Class<?>[] {LeaseStore.class},
                (proxy, method, arguments) -> called(method, arguments));
    }

    /** Whether no job of the instance is inside a step. */
    synchronized boolean resting() {
        return insideStep.isEmpty();
    }

    private Object called(Method method, Object[] arguments) throws Throwable {
        valve.enter();
        try {
            if (method.getName().equals("write")) {
                return write((List<?>) arguments[0]);
            }
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            valve.exit();
        }
    }

    private List<WriteAnswer> write(List<?> batch) {
        List<Write> writes = batch.stream().map(Write.class::cast).toList();
        writes.stream().filter(ValvedStore::intends).forEach(write -> mark(write.job(), true));
        List<WriteAnswer> answers = inner.write(writes);
        for (int i = 0; i < writes.size(); i++) {
            if (!intends(writes.get(i)) && answers.get(i) instanceof WriteAnswer.Applied) {
                mark(writes.get(i).job(), false);
            }
        }
        return answers;
    }

    private synchronized void mark(JobId job, boolean inside) {
        if (inside) {
            insideStep.add(job);
        } else {
            insideStep.remove(job);
        }
    }

    private static boolean intends(Write write) {
        return write.progress()
                .open()
                .filter(open -> open.standing() == OpenStep.Standing.INTENDED)
                .isPresent();
    }
}
