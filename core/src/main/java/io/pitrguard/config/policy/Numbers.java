package io.pitrguard.config.policy;

/** Reads the numbers of YAML 1.2 as editors do, as doubles. */
final class Numbers {
    private Numbers() {}

    /** Returns the number that a node is; not-a-number when it is none. */
    static double read(Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar) || scalar.kind() != Yaml.Kind.NUMBER) {
            return Double.NaN;
        }
        try {
            return read(scalar.text());
        } catch (NumberFormatException tooLongOrInfinite) {
            return Double.NaN;
        }
    }

    private static double read(String text) {
        if (text.startsWith("0x")) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (text.startsWith("0o")) {
            return Long.parseLong(text.substring(2), 8);
        }
        return Double.parseDouble(text);
    }
}
