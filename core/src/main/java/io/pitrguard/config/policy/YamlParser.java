package io.pitrguard.config.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** Parses one YAML 1.2 document into nodes, whatever the input in bounded time and depth. */
final class YamlParser {
    // Both keep hostile input from exhausting stack and memory; no policy comes near.
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 50_000;

    private static final Map<Tag, Yaml.Kind> KINDS = Map.of(
            Tag.STR, Yaml.Kind.TEXT,
            Tag.INT, Yaml.Kind.NUMBER,
            Tag.FLOAT, Yaml.Kind.NUMBER,
            Tag.BOOL, Yaml.Kind.BOOLEAN,
            Tag.NULL, Yaml.Kind.NOTHING);

    private record Anchored(Yaml node, int values) {}

    private final CoreScalarResolver resolver = new CoreScalarResolver(false);
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Iterator<Event> events;
    private int values;

    private YamlParser(Iterator<Event> events) {
        this.events = events;
    }

    /** Returns the root of the one document in a text; empty when there is none. */
    static Optional<Yaml> parse(String text) throws YamlSyntaxException {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            return new YamlParser(new Parse(settings).parseString(text).iterator()).stream();
        } catch (YamlEngineException failure) {
            throw SyntaxFailure.explain(failure, text);
        }
    }

    private Optional<Yaml> stream() throws YamlSyntaxException {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return Optional.empty();
        }
        Yaml root = node(events.next(), 0);
        events.next();
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new YamlSyntaxException(
                    place(after),
                    "a second YAML document begins here",
                    "Keep one document in the file: remove this '---' or what follows it.");
        }
        return Optional.of(root);
    }

    private Yaml node(Event event, int depth) throws YamlSyntaxException {
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        int before = values;
        count(1, event);
        Yaml node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection(event, depth + 1);
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            anchors.put(named.getAnchor().get(), new Anchored(node, values - before));
        }
        return node;
    }

    private Yaml resolve(AliasEvent alias) throws YamlSyntaxException {
        // An anchor is known once its node is complete, so that no node can hold itself.
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new YamlSyntaxException(
                    place(alias),
                    "the YAML alias '*" + Quoted.of(alias.getAlias().getValue()) + "' stands for nothing above it",
                    SyntaxFailure.QUOTE_STAR);
        }
        count(anchored.values(), alias);
        return anchored.node();
    }

    private void count(int more, Event event) throws YamlSyntaxException {
        values += more;
        if (values > MAX_VALUES) {
            throw new YamlSyntaxException(
                    place(event),
                    "the document holds more than " + MAX_VALUES + " values, counting what its aliases stand for",
                    "Make it smaller: a pattern such as orders-* stands for many tables.");
        }
    }

    private Yaml.Scalar scalar(ScalarEvent event) throws YamlSyntaxException {
        String written = event.getTag().orElse("!");
        Tag tag = written.equals("!")
                ? resolver.resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar())
                : new Tag(written);
        Yaml.Kind kind = KINDS.get(tag);
        if (kind == null) {
            throw unknownTag(event, tag);
        }
        return new Yaml.Scalar(place(event), kind, event.getValue());
    }

    private Yaml collection(Event start, int depth) throws YamlSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new YamlSyntaxException(
                    place(start),
                    "values are nested more than " + MAX_DEPTH + " deep",
                    "Check brackets and indentation: a policy nests four deep.");
        }
        Tag usual = start instanceof MappingStartEvent ? Tag.MAP : Tag.SEQ;
        if (start instanceof CollectionStartEvent collection) {
            String written = collection.getTag().orElse("!");
            if (!written.equals("!") && !written.equals(usual.getValue())) {
                throw unknownTag(start, new Tag(written));
            }
        }
        return start instanceof MappingStartEvent ? mapping(start, depth) : listing(start, depth);
    }

    private Yaml mapping(Event start, int depth) throws YamlSyntaxException {
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (!(node(key, depth) instanceof Yaml.Scalar name)) {
                throw new YamlSyntaxException(
                        place(key),
                        "a mapping or list stands where a key is expected",
                        "Write keys as plain words; put a value that starts with { or [ in quotes.");
            }
            entries.add(new Yaml.Entry(place(key), name.text(), node(events.next(), depth)));
        }
        return new Yaml.Mapping(place(start), entries);
    }

    private Yaml listing(Event start, int depth) throws YamlSyntaxException {
        List<Yaml> items = new ArrayList<>();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            items.add(node(item, depth));
        }
        return new Yaml.Listing(place(start), items);
    }

    private static YamlSyntaxException unknownTag(Event event, Tag tag) {
        return new YamlSyntaxException(
                place(event),
                "the YAML tag '" + Quoted.of(tag.getValue()) + "' means nothing in a policy",
                "Remove it; put a value that starts with ! in quotes.");
    }

    private static SourcePosition place(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.isPresent() ? place(mark.get()) : SourcePosition.START;
    }

    static SourcePosition place(Mark mark) {
        return new SourcePosition(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
