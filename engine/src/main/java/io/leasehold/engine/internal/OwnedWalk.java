package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * E15: walks what the store says this lease owns, a page a heartbeat, and takes up what the engine doesn't hold: jobs of a claim
 * whose answer was lost.
 */
final class OwnedWalk {
    private final Core core;
    private final Jobs jobs;
    private final Questions questions;
    private final Supplier<LeaseId> lease;
    private final BooleanSupplier mayWalk;
    private Optional<JobId> after = Optional.empty();
    private boolean closed;

    OwnedWalk(Core core, Jobs jobs, Questions questions, Supplier<LeaseId> lease, BooleanSupplier mayWalk) {
        this.core = core;
        this.jobs = jobs;
        this.questions = questions;
        this.lease = lease;
        this.mayWalk = mayWalk;
    }

    void start() {
        core.runtime().schedule(core.settings().heartbeat(), this::step);
    }

    void close() {
        closed = true;
    }

    private void step() {
        if (closed) {
            return;
        }
        start();
        if (mayWalk.getAsBoolean()) {
            page();
        }
    }

    private void page() {
        LeaseId asked = lease.get();
        Optional<JobId> from = after;
        long question = questions.ask();
        core.<OwnedPage>ask(Operation.OWNED, store -> store.owned(asked, from), answer -> {
            if (asked.equals(lease.get()) && answer instanceof Answer.Returned<OwnedPage> returned) {
                visit(question, asked, returned.value());
            }
            questions.close(question);
        });
    }

    private void visit(long question, LeaseId asked, OwnedPage page) {
        after = page.more()
                ? Optional.of(page.jobs().get(page.jobs().size() - 1).id())
                : Optional.empty();
        for (OwnedPage.Owned owned : page.jobs()) {
            if (!jobs.holds(owned.id(), owned.token()) && !questions.stale(question, owned.id(), owned.token())) {
                read(asked, owned.id());
            }
        }
    }

    private void read(LeaseId asked, JobId id) {
        long question = questions.ask();
        core.<Optional<JobRecord>>ask(Operation.FIND, store -> store.find(id), answer -> {
            if (asked.equals(lease.get()) && answer instanceof Answer.Returned<Optional<JobRecord>> returned) {
                returned.value().ifPresent(record -> jobs.adopt(question, asked, record));
            }
            questions.close(question);
        });
    }
}
