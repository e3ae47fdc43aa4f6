package io.pitrguard.domain.table;

/**
 * The forms of names that people and events give, as regular expressions: everything that takes such a name takes the same
 * ones.
 */
public final class AwsNames {
    /** The id of an account. */
    public static final String ACCOUNT = "\\d{12}";

    /** A region, such as {@code eu-west-1} or {@code us-gov-west-1}; it becomes a part of host names. */
    public static final String REGION = "[a-z]{2,8}(-[a-z]{1,12}){1,3}-\\d{1,2}";

    /**
     * The name of a role, with its path if it has one.
     * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
     */
    public static final String ROLE = "[\\w+=,.@-][\\w+=,.@/-]{0,511}";

    /** What a role may ask for; its bounds are those of the same page. */
    public static final String EXTERNAL_ID = "[\\w+=,.@:/-]{2,1224}";

    private AwsNames() {}
}
