package io.leasehold.simulator.broken;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles source texts in memory, against the classes from which the given types come. Used once. */
final class SourceCompiler {
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    private final List<Class<?>> beside;

    /** The class path is where these types were loaded from: under a build tool the system property may name a mere manifest. */
    SourceCompiler(List<Class<?>> beside) {
        this.beside = beside;
    }

    /** The bytes of each class, by its name, that these source texts come to; {@code what} is named where they don't compile. */
    Map<String, byte[]> compile(String what, Map<String, String> texts) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, StandardCharsets.UTF_8)) {
            List<Source> sources = texts.entrySet().stream()
                    .map(text -> new Source(text.getKey(), text.getValue()))
                    .toList();
            List<String> options = List.of("-proc:none", "-nowarn", "-implicit:none", "-cp", classPath());
            if (!compiler.getTask(null, new Memory(files), said, options, null, sources)
                    .call()) {
                throw new IllegalStateException(what + " doesn't compile:\n" + errors(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }

    private String classPath() {
        return beside.stream().map(SourceCompiler::home).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path: where " + type + " was loaded from", e);
        }
    }

    private static String errors(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .flatMap(SourceCompiler::told)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> told(Diagnostic<? extends JavaFileObject> problem) {
        if (!(problem.getSource() instanceof Source source)) {
            return Stream.of(problem.toString());
        }
        String line = source.text
                .lines()
                .skip(problem.getLineNumber() - 1)
                .findFirst()
                .orElse("");
        return Stream.of(source.file + ":" + problem.getLineNumber() + ": " + problem.getMessage(null), line);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String file;
        private final String text;

        private Source(String file, String text) {
            super(URI.create("text:///" + file), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Reads as the files do, and keeps what is written. */
    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("class:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
