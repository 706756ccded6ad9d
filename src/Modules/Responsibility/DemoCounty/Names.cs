namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>
/// Common given and family names in Sweden, grouped by where they come from so that a family hangs together.
/// Any likeness to a person is chance: names are drawn freely and belong to no real unit's staff.
/// </summary>
internal static class Names
{
    internal sealed record Origin(int Weight, string[] Girls, string[] Boys, string[] Families);

    public static readonly Origin Swedish = new(
        74,
        ["Alice", "Maja", "Vera", "Alma", "Selma", "Elsa", "Astrid", "Wilma", "Ebba", "Olivia", "Freja", "Signe", "Agnes", "Ellen", "Nora", "Julia", "Ester", "Saga", "Stella",
            "Leah", "Clara", "Ines", "Lilly", "Juni", "Edith", "Moa", "Tuva", "Hedda", "Iris", "Siri", "Linnea", "Tyra", "Emma", "Elin", "Sara", "Ida", "Johanna", "Hanna", "Sofia", "Malin"],
        ["Noah", "William", "Hugo", "Liam", "Elias", "Lucas", "Oliver", "Oscar", "Adam", "Matteo", "Walter", "Nils", "Frans", "Sam", "August", "Ludvig", "Vincent", "Arvid", "Alfred", "Axel",
            "Leo", "Theo", "Melvin", "Viggo", "Harry", "Otto", "Gustav", "Albin", "Sixten", "Valter", "Isak", "Emil", "Erik", "Johan", "Anders", "Daniel", "Fredrik", "Mikael", "Jonas", "Marcus"],
        ["Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson", "Pettersson", "Jonsson", "Jansson", "Lindberg", "Lindström",
            "Lindqvist", "Lindgren", "Axelsson", "Berg", "Bergström", "Lundberg", "Lundgren", "Fransson", "Holm", "Samuelsson", "Sandberg", "Forsberg", "Sjöberg", "Wallin", "Engström",
            "Danielsson", "Håkansson", "Lundin", "Gunnarsson", "Bengtsson", "Holmberg", "Fredriksson", "Isaksson", "Sjögren", "Ek", "Hellström", "Nyström", "Åberg", "Ekström", "Öberg", "Magnusson"]);

    private static readonly Origin[] All =
    [
        Swedish,
        new(8, ["Mariam", "Fatima", "Yasmin", "Lina", "Aya", "Noor", "Rania", "Zahra", "Layla", "Salma"],
            ["Mohammed", "Omar", "Yousef", "Ali", "Ahmad", "Ibrahim", "Hassan", "Karim", "Sami", "Zain"],
            ["Ali", "Hassan", "Ahmed", "Khalil", "Ibrahim", "Haddad", "Saleh", "Mahmoud", "Darwish", "Nasser"]),
        new(4, ["Hodan", "Ayan", "Ifrah", "Sagal", "Hamdi", "Amina", "Naima", "Asma"],
            ["Abdi", "Yusuf", "Abdirahman", "Zakaria", "Liban", "Ismail", "Bilal", "Idris"],
            ["Abdi", "Mohamud", "Warsame", "Farah", "Jama", "Hussein", "Osman", "Nur"]),
        new(4, ["Lejla", "Amra", "Emina", "Ajla", "Selma", "Jelena", "Mila", "Ana"],
            ["Amar", "Tarik", "Adnan", "Emir", "Luka", "Nikola", "Marko", "Dino"],
            ["Hodzic", "Begovic", "Kovacevic", "Petrovic", "Delic", "Jovanovic", "Mehmedovic", "Babic"]),
        new(2, ["Zuzanna", "Hanna", "Maja", "Oliwia", "Zofia", "Lena"], ["Jakub", "Antoni", "Jan", "Filip", "Szymon", "Kacper"],
            ["Nowak", "Kowalska", "Wojcik", "Kaminska", "Zielinski", "Mazur"]),
        new(2, ["Aino", "Helmi", "Venla", "Siiri", "Aada", "Eevi"], ["Eino", "Onni", "Väinö", "Leevi", "Oiva", "Toivo"],
            ["Korhonen", "Virtanen", "Mäkinen", "Nieminen", "Hämäläinen", "Laine"]),
        new(2, ["Parwana", "Shabnam", "Roya", "Nilofar", "Setara", "Marwa"], ["Farid", "Reza", "Mustafa", "Jawad", "Navid", "Hamid"],
            ["Rahimi", "Ahmadi", "Hosseini", "Rezai", "Noori", "Karimi"]),
        new(2, ["Selam", "Saron", "Bethlehem", "Feven", "Rahel", "Luwam"], ["Yonas", "Nahom", "Abel", "Filmon", "Samuel", "Natnael"],
            ["Tesfay", "Haile", "Gebremariam", "Kidane", "Berhane", "Tekle"]),
        new(1, ["Sofiia", "Daryna", "Polina", "Solomiia", "Kateryna", "Zlata"], ["Danylo", "Artem", "Maksym", "Bohdan", "Andrii", "Taras"],
            ["Shevchenko", "Bondarenko", "Kravchenko", "Melnyk", "Tkachenko", "Koval"]),
        new(1, ["Linh", "Mai", "Thao", "Ploy", "Fah", "Ngoc"], ["Minh", "Huy", "Duc", "Somchai", "Nam", "Khoa"],
            ["Nguyen", "Tran", "Pham", "Srisai", "Le", "Vu"]),
    ];

    private static readonly int[] Weights = [.. All.Select(origin => origin.Weight)];

    public static Origin Draw(Dice dice) => All[dice.Weighted(Weights)];

    public static string Given(this Origin origin, Sex sex, Dice dice) => dice.Pick(sex == Sex.Female ? origin.Girls : origin.Boys);
}
