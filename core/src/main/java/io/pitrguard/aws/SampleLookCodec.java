package io.pitrguard.aws;

import io.pitrguard.domain.drill.SampleLook;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The attributes of what a sample of a drill's source was like: each place is a text of pairs of digests. */
final class SampleLookCodec {
    private static final String PLACES = "places";
    private static final String SPOTS = "spots";
    private static final String UNITS = "units";
    private static final String END = "end";
    private static final int FLAG = 1;

    private SampleLookCodec() {}

    static ItemWriter write(SampleLook look) {
        return new ItemWriter()
                .number(PLACES, look.places())
                .texts(SPOTS, look.spots().stream().map(SampleLookCodec::text).toList())
                .text(UNITS, Double.toString(look.units()))
                .instant(END, look.end());
    }

    static SampleLook read(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                SPOTS,
                () -> new SampleLook(
                        Math.toIntExact(fields.number(PLACES)),
                        spots(fields),
                        Double.parseDouble(fields.text(UNITS)),
                        fields.optionalInstant(END)));
    }

    private static List<SampleLook.Spot> spots(Fields fields) {
        return fields.texts(SPOTS).stream().map(SampleLookCodec::spot).toList();
    }

    private static String text(SampleLook.Spot spot) {
        ByteBuffer bytes = ByteBuffer.allocate(FLAG + spot.items().size() * 2 * Long.BYTES);
        bytes.put((byte) (spot.whole() ? 1 : 0));
        spot.items().forEach((key, item) -> bytes.putLong(key).putLong(item));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static SampleLook.Spot spot(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        try {
            boolean whole = bytes.get() == 1;
            Map<Long, Long> items = new HashMap<>();
            while (bytes.hasRemaining()) {
                items.put(bytes.getLong(), bytes.getLong());
            }
            return new SampleLook.Spot(items, whole);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a place is cut off", e);
        }
    }
}
