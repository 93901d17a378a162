package dev.laurel.importer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.importer", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule formsArePure = noClasses()
            .that()
            .resideInAPackage("dev.laurel.importer.form")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.importer", "org.apache.kafka..", "java.io", "java.nio.file");

    @ArchTest
    static final ArchRule theImporterKnowsNoCommandAndNoStack = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.cli..", "dev.laurel.demo..", "dev.laurel.stack..", "picocli..");
}
