package io.leasehold.simulator.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.simulator.history.EventJson;
import io.leasehold.simulator.history.HistoryEvent;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An instance's end of its pipes to who started it. Each line that it says is answered before its sayer goes on: by then it is written
 * down, whatever becomes of this process. When the other end is gone, or says so, this process halts. Thread-safe.
 */
final class Wire {
    /** A job is behind its gate and about to send. */
    static final String PASSING = "passing";

    /** For so many milliseconds the machine let nothing of this process run. */
    static final String STALLED = "stalled ";

    /** What an instance is answered: go on, and what time it is there. */
    static final String GO = "go ";

    /** What an instance is answered that is to halt on the spot. */
    static final String HALT = "halt";

    /** How a process ends that was told to halt. */
    static final int HALTED = 86;

    /** How it ends when nobody is at the other end any more. */
    private static final int ALONE = 87;

    private final EventJson json = new EventJson();
    private final OutputStream lines = new FileOutputStream(FileDescriptor.out);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private Wire() {}

    /** Takes this process's standard streams; who prints to standard output prints to standard error from now on. */
    static Wire open() {
        System.setOut(System.err);
        Wire wire = new Wire();
        Thread thread = new Thread(wire::listen, "leasehold-wire");
        thread.setDaemon(true);
        thread.start();
        return wire;
    }

    private void listen() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(HALT)) {
                    Runtime.getRuntime().halt(HALTED);
                }
                heard.add(line);
            }
        } catch (IOException gone) {
            System.err.println("the pipe broke: " + gone.getMessage());
        }
        Runtime.getRuntime().halt(ALONE);
    }

    /** The first line that it hears. */
    Assignment assignment() {
        try {
            return new ObjectMapper().readValue(next(), Assignment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this program is started by leasehold simulate --mode processes", e);
        }
    }

    /** Tells of an event. */
    void tell(HistoryEvent event) {
        ask(json.line(event));
    }

    /** A job is about to send; answers when that was, by the clock at the other end. */
    long passing() {
        return Long.parseLong(ask(PASSING).substring(GO.length()));
    }

    /** The machine let nothing of this process run for so long. */
    void stalled(Duration time) {
        ask(STALLED + time.toMillis());
    }

    private synchronized String ask(String line) {
        try {
            lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            Runtime.getRuntime().halt(ALONE);
        }
        return next();
    }

    /** Whoever is interrupted while it waits for its answer hears of the interrupt behind it. */
    private String next() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return heard.take();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
