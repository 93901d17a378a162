package dev.laurel.jinja;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "dev.laurel.jinja", importOptions = ImportOption.DoNotIncludeTests.class)
class JinjaStandsAloneTest {

    @ArchTest
    static final ArchRule NEEDS_ONLY_THE_JDK =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.laurel.jinja");
}
