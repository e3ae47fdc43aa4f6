package io.pitrguard.config;

/** The name of a deployment: that of its stack, and the prefix of all its resources' names. */
public final class StackName {
    /** The name where nobody chose another. */
    public static final String STANDARD = "pitr-guard";

    /** What a name must look like, in words. */
    public static final String RULE =
            "3 to 32 letters, digits and single hyphens, with a letter first and no hyphen last";

    /**
     * The same as a regular expression. CloudTrail is the strictest of all services that take the name:
     * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
     */
    public static final String PATTERN = "[A-Za-z](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){2,31}";

    private StackName() {}

    /** Returns whether every service accepts the name. */
    public static boolean isValid(String name) {
        return name.matches(PATTERN);
    }
}
