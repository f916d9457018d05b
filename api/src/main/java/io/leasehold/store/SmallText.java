package io.leasehold.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads small UTF-8 text that may hold a secret: trouble is one line that names the file, never its content, and has no cause, for that
 * might repeat what was mistaken for a file's name.
 */
final class SmallText {
    /** The most bytes of a file. */
    static final int MOST = 64 << 10;

    private SmallText() {}

    /** @param what the file, for people */
    static String of(String what, Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(what + " is a directory; it must be a file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return of(what, content);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(what + " doesn't exist");
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(what + " may not be read by this process's user");
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    /** The text of a stream, without a byte order mark. */
    static String of(String what, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new IllegalArgumentException(what + " is larger than " + MOST + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " is no UTF-8 text");
        }
    }

    static IllegalArgumentException unreadable(String what, IOException why) {
        return new IllegalArgumentException(
                what + " can't be read: " + why.getClass().getSimpleName());
    }

    /** The text without the line ends that it ends with. */
    static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
