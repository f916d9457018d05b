package io.leasehold.testservers;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Everything that this process prints or logs while this is open, at every level: both streams, slf4j, java.util.logging (where
 * {@link System.Logger} leads); and whatever a test shows it. Not what H2 traces by itself where a user has turned that on.
 */
public final class AllOutput implements AutoCloseable {
    private final StringWriter all = new StringWriter();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger slf4j = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ch.qos.logback.classic.Level slf4jLevel = slf4j.getLevel();
    private final java.util.logging.Logger jul = LogManager.getLogManager().getLogger("");
    private final Level julLevel = jul.getLevel();
    private final Appender appender = new Appender();
    private final JulHandler handler = new JulHandler();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Listens from now on. */
    public AllOutput() {
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        appender.setContext(slf4j.getLoggerContext());
        appender.start();
        slf4j.addAppender(appender);
        slf4j.setLevel(ch.qos.logback.classic.Level.TRACE);
        jul.addHandler(handler);
        jul.setLevel(Level.ALL);
    }

    /** Adds what somebody would see who prints this. */
    public void show(Object shown) {
        if (shown instanceof Throwable trouble) {
            trouble.printStackTrace(new PrintWriter(all, true));
        }
        all.append(String.valueOf(shown)).append('\n');
    }

    /** All of it so far. */
    public String text() {
        return all + printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        jul.removeHandler(handler);
        jul.setLevel(julLevel);
        slf4j.detachAppender(appender);
        slf4j.setLevel(slf4jLevel);
        System.setOut(out);
        System.setErr(err);
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            all.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    private final class JulHandler extends Handler {
        @Override
        public void publish(LogRecord line) {
            all.append(line.getLoggerName())
                    .append(' ')
                    .append(line.getMessage())
                    .append('\n');
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(all, true));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
