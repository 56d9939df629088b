@{
    ExcludeRules = @(
        # Blind to use in another block: parameters of a script in its functions, variables of BeforeAll in It.
        'PSReviewUnusedParameter'
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
