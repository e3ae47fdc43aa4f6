package io.pitrguard.config.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value and its path; what it is asked for and is not gets reported, and the answer is then empty. */
record Value(Yaml node, String path, Problems problems) {
    /** Reports that the value is not what it should be. */
    void isNot(String what, String remedy) {
        refuse(node.shown() + " is not " + what, remedy);
    }

    /** Reports what is wrong with the value. */
    void refuse(String message, String remedy) {
        problems.add(node.place(), path, message, remedy);
    }

    /** Returns the keys of a mapping. */
    Optional<Fields> fields(Keys keys) {
        if (node instanceof Yaml.Mapping mapping) {
            return Optional.of(Fields.of(mapping, keys, path, problems));
        }
        isNot(
                keys.what(),
                keys.required().isEmpty()
                        ? "Write its keys below it, indented, or remove it."
                        : "Write its keys below it, indented: " + String.join(", ", keys.known()) + ".");
        return Optional.empty();
    }

    /** Returns the items of a list, which may be empty. */
    List<Value> items(String what, String remedy) {
        if (node instanceof Yaml.Listing listing) {
            return items(listing);
        }
        isNot(what, remedy);
        return List.of();
    }

    /** Returns the text, or each text of a list, that has the form; reports all others. */
    List<String> texts(TextParser form) {
        List<String> texts = new ArrayList<>();
        for (Value each : oneOrMore(form)) {
            Optional<String> text = each.text(form);
            if (text.isPresent()) {
                texts.add(text.get());
            }
        }
        return texts;
    }

    /** Returns the value itself, or each of a list; reports an empty list. */
    List<Value> oneOrMore(TextParser form) {
        if (!(node instanceof Yaml.Listing listing)) {
            return List.of(this);
        }
        if (listing.items().isEmpty()) {
            isNot(form.what() + " or a list of them", "List at least one, or remove the key.");
        }
        return items(listing);
    }

    /** Returns the text if it has the form. */
    Optional<String> text(TextParser form) {
        if (!(node instanceof Yaml.Scalar scalar) || scalar.kind() == Yaml.Kind.NOTHING) {
            isNot(form.what(), form.remedy());
            return Optional.empty();
        }
        Optional<String> text = form.numberToo() ? Optional.of(asDigits(scalar)) : asText(scalar, form);
        if (text.isPresent() && !form.fits(text.get())) {
            isNot(form.what(), form.remedy());
            return Optional.empty();
        }
        return text;
    }

    /** Returns the text if it is one of a few words. */
    Optional<String> oneOf(String what, List<String> words) {
        if (node instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.TEXT) {
            if (words.contains(scalar.text())) {
                return Optional.of(scalar.text());
            }
            Optional<String> meant = Suggestion.of(scalar.text(), words);
            if (meant.isPresent()) {
                isNot(what, "Did you mean '" + meant.get() + "'?");
                return Optional.empty();
            }
        }
        isNot(what, "Write " + String.join(" or ", words) + ".");
        return Optional.empty();
    }

    /** Returns the text of a value that YAML takes for text; reports any other. */
    private Optional<String> asText(Yaml.Scalar scalar, TextParser form) {
        if (scalar.kind() == Yaml.Kind.TEXT) {
            return Optional.of(scalar.text());
        }
        String kind = scalar.kind() == Yaml.Kind.NUMBER ? "a number" : "a truth value";
        refuse(
                node.shown() + " is " + kind + " to YAML, not " + form.what(),
                form.fits(scalar.text()) ? "Put it in quotes: \"" + node.shown() + "\"." : form.remedy());
        return Optional.empty();
    }

    /** Returns the digits that editors and validators see: a number has lost its leading zeros. */
    private static String asDigits(Yaml.Scalar scalar) {
        double number = Numbers.read(scalar);
        return number == Math.rint(number) ? Long.toString((long) number) : scalar.text();
    }

    /** Returns a whole number within limits, both included. */
    Optional<Integer> wholeNumber(int least, int most, String remedy) {
        double number = Numbers.read(node);
        if (number >= least && number <= most && number == Math.rint(number)) {
            return Optional.of((int) number);
        }
        isNot(
                "a whole number from " + least + " to " + most,
                withoutQuotes(least, most).orElse(remedy));
        return Optional.empty();
    }

    /** Returns a number within limits, both included. */
    Optional<BigDecimal> number(int least, int most, String remedy) {
        double number = Numbers.read(node);
        if (number >= least && number <= most) {
            return Optional.of(
                    number == Math.rint(number) ? BigDecimal.valueOf((long) number) : BigDecimal.valueOf(number));
        }
        isNot(
                "a number from " + least + " to " + most,
                withoutQuotes(least, most).orElse(remedy));
        return Optional.empty();
    }

    /** Returns the remedy for a number that is right but for its quotes. */
    private Optional<String> withoutQuotes(int least, int most) {
        return node instanceof Yaml.Scalar scalar
                        && scalar.kind() == Yaml.Kind.TEXT
                        && scalar.text().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                        && Double.parseDouble(scalar.text()) >= least
                        && Double.parseDouble(scalar.text()) <= most
                ? Optional.of("Write " + scalar.text() + " without quotes.")
                : Optional.empty();
    }

    /** Returns a truth value. */
    Optional<Boolean> truth() {
        if (node instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.BOOLEAN) {
            return Optional.of(Boolean.parseBoolean(scalar.text()));
        }
        isNot("true or false", "Write true or false, without quotes.");
        return Optional.empty();
    }

    private List<Value> items(Yaml.Listing listing) {
        List<Value> items = new ArrayList<>();
        for (Yaml item : listing.items()) {
            items.add(new Value(item, path + "[" + items.size() + "]", problems));
        }
        return items;
    }
}
