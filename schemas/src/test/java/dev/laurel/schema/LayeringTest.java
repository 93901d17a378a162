package dev.laurel.schema;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule knowsNoServiceAndNoModel = noClasses()
            .that()
            .resideInAPackage("dev.laurel.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.reward..", "dev.laurel.stack..", "io.quarkus..", "ai.djl..");
}
