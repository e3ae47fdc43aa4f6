package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableStreams;
import io.pitrguard.sandbox.wire.Input;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The part of CreateTable and of UpdateTable that enables and disables the stream (API reference, StreamSpecification). */
final class StreamUpdate {

    private static final String MEMBER = "StreamSpecification";
    private static final Set<String> VIEW_TYPES = Set.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");

    private StreamUpdate() {}

    static TableState apply(TableState table, Input input, Instant now) {
        Optional<Input> specification = input.structure(MEMBER);
        return specification.isEmpty() ? table : changed(table, specification.get(), now);
    }

    /** Returns the streams of a new table. */
    static TableStreams created(Input input, Instant now) {
        return input.structure(MEMBER)
                .flatMap(StreamUpdate::wanted)
                .map(viewType -> TableStreams.NONE.enabled(viewType, now))
                .orElse(TableStreams.NONE);
    }

    private static TableState changed(TableState table, Input specification, Instant now) {
        TableSettings settings = table.settings();
        TableStreams old = settings.streams();
        Optional<String> wanted = wanted(specification);
        if (wanted.isPresent() && old.viewType() != null) {
            throw Errors.validation("Table already has an enabled stream: TableName: " + table.name());
        }
        if (wanted.isEmpty() && old.viewType() == null) {
            throw Errors.validation("Table has no stream to disable: TableName: " + table.name());
        }
        return table.withSettings(settings.with(wanted.isPresent() ? old.enabled(wanted.get(), now) : old.disabled()));
    }

    /** The view type of the stream that is asked for; empty for none. */
    private static Optional<String> wanted(Input specification) {
        boolean enable = specification
                .flag("StreamEnabled")
                .orElseThrow(() -> Errors.missing("streamSpecification.streamEnabled"));
        Optional<String> viewType = specification.text("StreamViewType");
        viewType.ifPresent(type -> IndexInput.requireOneOf(type, "streamSpecification.streamViewType", VIEW_TYPES));
        if (enable && viewType.isEmpty()) {
            throw SettingErrors.invalid("If stream is being enabled then UpdateViewType is required");
        }
        if (!enable && viewType.isPresent()) {
            throw SettingErrors.invalid("If stream is being disabled, then UpdateViewType must not be specified");
        }
        return viewType;
    }
}
