package io.leasehold.simulator.scale;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.testing.VirtualRuntime;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Instances over one in-memory store in one virtual world, which count what they ask of it. Not thread-safe. */
final class ScaleFleet {
    private final ScaleOptions options;
    private final VirtualWorld world;
    private final InMemoryLeaseStore store;
    private final RestingJobs jobs;
    private final Owners owners = new Owners();
    private final List<ScaleInstance> instances = new ArrayList<>();

    ScaleFleet(ScaleOptions options) {
        this.options = options;
        this.world = new VirtualWorld(options.seed());
        this.store = new InMemoryLeaseStore(
                world::wallMillis,
                StoreOptions.DEFAULT.callTimeout(options.settings().callTimeout()));
        this.jobs = new RestingJobs(options, world);
    }

    Owners owners() {
        return owners;
    }

    long nowNanos() {
        return world.nowNanos();
    }

    long events() {
        return world.events();
    }

    void submit() {
        jobs.submit(store);
        owners.submitted(options.jobs());
    }

    /** Others own all jobs, who are about to leave. */
    List<FormerOwner> owned() {
        MeteredStore seen = new MeteredStore(store, new Meter(), owners, world::nowNanos, true);
        List<FormerOwner> all = new ArrayList<>();
        for (int number = 0; number < options.former(); number++) {
            FormerOwner former =
                    new FormerOwner(seen, owners, LeaseId.of(world.random().nextLong()));
            former.own(
                    options.jobs() / options.former() + (number < options.jobs() % options.former() ? 1 : 0),
                    jobs.readable());
            all.add(former);
        }
        return all;
    }

    /** Starts them all, each at a moment drawn from this time. */
    void start(Duration within) {
        for (int number = 1; number <= options.instances(); number++) {
            String label = "instance-" + number;
            world.after(world.upTo(within), () -> instances.add(started(label)));
        }
        world.run(within);
    }

    private ScaleInstance started(String label) {
        Meter meter = new Meter();
        MeteredStore seen = new MeteredStore(store, meter, owners, world::nowNanos, options.bell());
        VirtualRuntime runtime = new VirtualRuntime(world, new QuietNetwork(world));
        return new ScaleInstance(label, meter, runtime, seen, options.settings(), jobs.types());
    }

    /** Those that live. */
    List<ScaleInstance> living() {
        return instances.stream().filter(ScaleInstance::alive).toList();
    }

    /** So many that live die at this moment; answers how many jobs each of them owned. */
    List<Integer> kill(int deaths) {
        List<Integer> owned = new ArrayList<>();
        List<ScaleInstance> living = new ArrayList<>(living());
        for (int i = 0; i < deaths; i++) {
            ScaleInstance victim = living.remove(world.random().nextInt(living.size()));
            owned.add(owners.owned(victim.lease()));
            owners.killed(victim.lease(), nowNanos());
            victim.kill();
        }
        return owned;
    }

    void pass(Duration time) {
        world.run(time);
        instances.forEach(ScaleInstance::checkLoop);
    }

    /**
     * Lets time pass until this holds.
     *
     * @param what it means, in words
     * @param most how long it may take
     * @throws IllegalStateException if it takes longer
     */
    void passUntil(BooleanSupplier goal, String what, Duration most) {
        boolean held = world.runUntil(goal, most);
        instances.forEach(ScaleInstance::checkLoop);
        if (!held) {
            throw new IllegalStateException(
                    "after " + most.toMinutes() + " simulated minutes it didn't hold that " + what);
        }
    }

    /** How many jobs each of the living owns, by the store's records. */
    Loads loads() {
        return Loads.of(
                living().stream().map(instance -> owned(instance.lease())).toList());
    }

    private int owned(LeaseId lease) {
        int found = 0;
        Optional<JobId> after = Optional.empty();
        OwnedPage page;
        do {
            page = store.owned(lease, after);
            found += page.jobs().size();
            after = page.jobs().stream().reduce((one, next) -> next).map(OwnedPage.Owned::id);
        } while (page.more());
        return found;
    }
}
