package io.leasehold.simulator.process;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.Delivery;
import io.leasehold.job.Job;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Scanner;

/**
 * One instance as a process. With its store open it waits for "start" on its standard input. It prints a line for each effect's beginning and end, each event, and whenever it holds another number of
 * jobs; "memory" on its standard input has it print what its heap holds. It ends when told to, and at the end of its standard input.
 */
public final class InstanceProgram {
    /** What a job is told: from one message to the next, how long one takes, and how many there are. */
    record Task(Duration pace, Duration work, int messages) {
        @Override
        public String toString() {
            return pace.toMillis() + " " + work.toMillis() + " " + messages;
        }

        static Task read(String text) {
            String[] parts = text.split(" ");
            return new Task(
                    Duration.ofMillis(Long.parseLong(parts[0])),
                    Duration.ofMillis(Long.parseLong(parts[1])),
                    Integer.parseInt(parts[2]));
        }
    }

    static final JobType<String, Integer, String> MESSAGES = JobType.named("message", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(task -> 0)
            .next(InstanceProgram::next)
            .perform(InstanceProgram::perform);

    /** The same, each message two rows in the store's own database, with the work between them. */
    static final JobType<String, Integer, String> ROWS = JobType.named("rows", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(task -> 0)
            .next(InstanceProgram::next)
            .performInStore(Connection.class, InstanceProgram::write);

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private InstanceProgram() {}

    /** Arguments: the store's URI, the instance's label, ttl, heartbeat and scan in seconds. */
    public static void main(String[] args) throws InterruptedException {
        EngineSettings settings = EngineSettings.lasting(seconds(args[2]), seconds(args[3]), seconds(args[4]));
        LeaseStore store =
                LeaseStores.open(args[0], StoreOptions.DEFAULT.callTimeout(settings.callTimeout()), PrepareMode.CREATE);
        Scanner orders = new Scanner(System.in, StandardCharsets.UTF_8);
        say("ready");
        orders.nextLine();
        TakeoverEngine engine = TakeoverEngine.on(store)
                .run(MESSAGES, ROWS)
                .settings(settings)
                .label(args[1])
                .listener(InstanceProgram::heard)
                .closeOnSignal()
                .start();
        inBackground(() -> obey(engine, orders));
        inBackground(() -> watch(engine));
        engine.awaitShutdown();
        store.close();
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Step<Integer, String> next(Job<String> job, Integer sent) {
        Task task = Task.read(job.payload());
        return sent == task.messages()
                ? Step.finish()
                : Step.perform(Long.toString(task.work().toMillis()))
                        .then(sent + 1)
                        .every(task.pace());
    }

    private static void write(String work, Connection database, Delivery delivery)
            throws SQLException, InterruptedException {
        insert(database, delivery, "first");
        perform(work, delivery);
        insert(database, delivery, "second");
    }

    private static void insert(Connection database, Delivery delivery, String half) throws SQLException {
        try (var insert = database.prepareStatement("INSERT INTO sent VALUES (?, ?, ?)")) {
            insert.setString(1, delivery.step().job().value());
            insert.setLong(2, delivery.step().sequence());
            insert.setString(3, half);
            insert.executeUpdate();
        }
    }

    private static void perform(String work, Delivery delivery) throws InterruptedException {
        say("began " + delivery.key());
        Thread.sleep(Long.parseLong(work));
        say("ended " + delivery.key());
    }

    private static void heard(EngineEvent event) {
        if (event instanceof EngineEvent.InDoubt doubt) {
            say("doubt " + doubt.step());
        } else {
            say("event " + event);
        }
    }

    private static void obey(TakeoverEngine engine, Scanner orders) {
        while (orders.hasNextLine()) {
            if (orders.nextLine().equals("memory")) {
                System.gc();
                System.gc();
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                say("memory " + used + " " + engine.health().jobs());
            }
        }
        Runtime.getRuntime().halt(1);
    }

    private static void watch(TakeoverEngine engine) {
        int last = 0;
        try {
            while (true) {
                int now = engine.health().jobs();
                if (now != last) {
                    say("holds " + now);
                    last = now;
                }
                Thread.sleep(2);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** One write a line: what was said before a kill has been said whole. */
    private static synchronized void say(String line) {
        try {
            OUT.write((System.currentTimeMillis() + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            Runtime.getRuntime().halt(1);
        }
    }
}
