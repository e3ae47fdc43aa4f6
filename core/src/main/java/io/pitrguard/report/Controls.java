package io.pitrguard.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The controls that findings bear on, in the order of their file. */
public record Controls(List<Control> controls) {
    private static final String FILE = "/io/pitrguard/controls.json";

    public Controls {
        controls = List.copyOf(controls);
        Set<List<String>> ids = new HashSet<>();
        for (Control control : controls) {
            if (!ids.add(List.of(control.framework(), control.id()))) {
                throw new IllegalArgumentException("%s %s is there twice".formatted(control.framework(), control.id()));
            }
        }
    }

    /** Reads the controls that come with pitr-guard. */
    public static Controls load() {
        try (InputStream in = Controls.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + FILE + " is missing from pitr-guard's own files");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads controls.
     *
     * @throws IllegalArgumentException when it is not JSON, misses something or names an unknown kind of finding; the
     *     message says where
     */
    static Controls parse(String json) {
        return JsonRecords.read(Controls.class, json);
    }
}
