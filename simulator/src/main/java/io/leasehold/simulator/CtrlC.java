package io.leasehold.simulator;

import io.leasehold.simulator.realtime.Interruption;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Takes the first Ctrl-C (SIGINT) as the wish that a run ends in order and tells what it has seen so far; the second one ends the process at
 * once. Java has no supported way to hear a signal but its shutdown, in whose midst an embedded database is gone before the last look at
 * it: so this asks the platform's {@code sun.misc.Signal} by name, and where that isn't there Ctrl-C ends the process as always.
 */
final class CtrlC {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private CtrlC() {}

    /** Listens from now on. */
    static Interruption listen(PrintWriter out) {
        Interruption interruption = new Interruption();
        try {
            Class<?> handler = Class.forName(HANDLER);
            Object byDefault = handler.getField("SIG_DFL").get(null);
            Object first = Proxy.newProxyInstance(
                    CtrlC.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handle(handler, byDefault);
                            out.println(System.lineSeparator()
                                    + "ending in order, then what was seen so far; once more Ctrl-C ends at once");
                            out.flush();
                            interruption.wish();
                        }
                        return null;
                    });
            handle(handler, first);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Nobody can listen here.
            return interruption;
        }
        return interruption;
    }

    private static void handle(Class<?> handler, Object how) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        try {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), how);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("this platform gives the signal to nobody", e);
        }
    }
}
