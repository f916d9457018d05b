package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.realtime.Troop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The instances of one run. Started and stopped by one thread, looked at by any. */
final class Fleet implements Troop {
    private final StoreSource stores;
    private final EngineSettings settings;
    private final Seams seams;
    private final History history;
    private final Destination destination;
    private final Aim aim;
    private final Roster roster = new Roster();
    private final List<RealInstance> instances = new CopyOnWriteArrayList<>();

    Fleet(StoreSource stores, EngineSettings settings, Seams seams, History history, Destination destination, Aim aim) {
        this.stores = stores;
        this.settings = settings;
        this.seams = seams;
        this.history = history;
        this.destination = destination;
        this.aim = aim;
    }

    @Override
    public void start() throws InterruptedException {
        String name = "i" + (instances.size() + 1);
        instances.add(new RealInstance(name, stores.open(), settings, seams, history, roster, destination, aim));
    }

    /** All that were ever started. */
    List<RealInstance> all() {
        return List.copyOf(instances);
    }

    @Override
    public List<RealInstance> running() {
        return instances.stream()
                .filter(instance -> instance.life() == RealInstance.Life.RUNNING)
                .toList();
    }

    /** Stops what runs, in order, and gives everything back. What is frozen still comes to its end in silence. */
    void close() {
        instances.stream()
                .filter(instance -> instance.life() == RealInstance.Life.RUNNING)
                .forEach(RealInstance::stop);
        instances.forEach(RealInstance::bury);
    }
}
