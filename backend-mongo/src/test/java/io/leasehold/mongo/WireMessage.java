package io.leasehold.mongo;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;

/**
 * One message of MongoDB's protocol, as it stands on the wire. Only OP_MSG is understood; any other is passed on as it is.
 *
 * @param bytes the whole of it, with its header
 */
record WireMessage(byte[] bytes) {
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    private static final int MORE_TO_COME = 2;
    private static final int LONGEST = 48_000_000;

    static WireMessage read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int length = Integer.reverseBytes(in.readInt());
        if (length < HEADER || length > LONGEST) {
            throw new EOFException("no message is " + length + " bytes long");
        }
        ByteBuffer whole = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        whole.putInt(length);
        in.readFully(whole.array(), Integer.BYTES, length - Integer.BYTES);
        return new WireMessage(whole.array());
    }

    /** An OP_MSG of one document that answers this one. */
    WireMessage answer(BsonDocument document) {
        byte[] body = bytes(document);
        ByteBuffer message = ByteBuffer.allocate(HEADER + Integer.BYTES + 1 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER + Integer.BYTES + 1 + body.length)
                .putInt(0)
                .putInt(buffer().getInt(4))
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(body);
        return new WireMessage(message.array());
    }

    /** The same answer with other content. */
    WireMessage with(BsonDocument document) {
        WireMessage other = answer(document);
        other.buffer().putInt(8, buffer().getInt(8));
        return other;
    }

    /** The command or the answer in it, with the documents that were sent beside it. */
    Optional<BsonDocument> document() {
        return buffer().getInt(12) == OP_MSG ? Optional.of(decoded()) : Optional.empty();
    }

    /** Whether others follow without having been asked for. */
    boolean moreToCome() {
        return buffer().getInt(12) == OP_MSG && (buffer().getInt(HEADER) & MORE_TO_COME) != 0;
    }

    private BsonDocument decoded() {
        ByteBuffer rest = buffer().position(HEADER + Integer.BYTES);
        BsonDocument whole = new BsonDocument();
        while (rest.hasRemaining()) {
            if (rest.get() == 0) {
                whole.putAll(document(rest));
            } else {
                int end = rest.position() + rest.getInt(rest.position());
                rest.getInt();
                BsonArray documents = new BsonArray();
                String name = name(rest);
                while (rest.position() < end) {
                    documents.add(document(rest));
                }
                whole.append(name, documents);
            }
        }
        return whole;
    }

    private static String name(ByteBuffer rest) {
        StringBuilder name = new StringBuilder();
        for (byte next = rest.get(); next != 0; next = rest.get()) {
            name.append((char) next);
        }
        return name.toString();
    }

    private static BsonDocument document(ByteBuffer rest) {
        byte[] one = new byte[rest.getInt(rest.position())];
        rest.get(one);
        return new BsonDocumentCodec()
                .decode(
                        new BsonBinaryReader(ByteBuffer.wrap(one)),
                        DecoderContext.builder().build());
    }

    private static byte[] bytes(BsonDocument document) {
        ByteBuffer encoded = new RawBsonDocument(document, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
