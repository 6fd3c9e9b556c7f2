import { listOf } from './list.js';

/** What the names of firms, offices and shops end with in English; capitals decide. */
export const englishTrades: readonly string[] = listOf(`
Logistics Food Foods Hotel Hotels Hospital School Schools Bank Group Company Co. Ltd Ltd. Inc Inc. Pharma Pharmaceutical Pharmaceuticals
Technology Technologies Tech Trading Trade Electronics Electric Electrical Machinery Motor Motors Textile Textiles Construction Property
Properties Clinic University College Restaurant Bureau Factory Corp Corp. Corporation Limited Chemical Chemicals Energy Printing Printers
Media Books Bookstore Bookshop Water Supermarket Supermarkets Store Stores Shop Pharmacy Consulting Consultants Shipping Paper Steel
Garment Garments Furniture Toy Toys Insurance Securities Mould Moulds Mold Molds Mill Mills Kindergarten Nursery Academy Institute Center
Centre Mall Plaza Market Markets Mart Farm Farms Dairy Brewery Winery Bakery Seafood Seafoods Caterers Vineyard Vineyards Fisheries Foodstuffs Cafe Café Coffee Bar Grill Kitchen Catering Travel
Travels Tours Tourism Agency Airlines Airways Airport Port Freight Forwarding Cargo Express Courier Transport Transit Railway Marine
Exports Imports Wholesale Retail Fashion Apparel Jewelry Jewellery Jewelers Jewellers Sports Club Gym Fitness Salon Spa Studio Studios
Theatre Theater Cinema Productions Publishing Publishers Broadcasting Realty Estate Estates Management Service Services Solution
Solutions Systems Software Networks Labs Laboratory Laboratories Biotech Medical Dental Healthcare Auto Autos Automotive Tyres Tires
Rental Rentals Leasing Finance Financial Capital Investment Investments Holding Holdings Enterprise Enterprises Industry Industries
Industrial Manufacturing Engineering Builders Architects Interiors Cement Glass Plastics Rubber Metals Mining Oil Gas Power Solar
Warehouse Warehousing Storage Packaging Plastic Partners Associates Law Legal Authority Council Department Ministry Museum Library
Resort Resorts Inn Lodge Hostel Residence Tower Towers Gardens Apartments Cosmetics Optical Pets Veterinary Florist Homes Foundation
`);

/** Given names people are called by in English, beside Chinese as well: Peter投诉, Grace Lim. */
export const englishGivenNames: readonly string[] = listOf(`
Aaron Abby Abigail Ada Adam Adrian Agnes Aidan Alan Albert Alex Alexander Alexandra Alfred Alice Alicia Alison Allan Allen Amanda Amber
Amelia Amy Andrea Andrew Andy Angel Angela Angie Anita Ann Anna Anne Annie Anthony Antonio Ariel Arthur Ashley Audrey Barbara Barry
Beatrice Becky Bella Ben Benjamin Benny Bernard Bert Betty Billy Bob Bobby Bonnie Brad Brandon Brenda Brian Bruce Bryan Calvin
Candy Carina Carl Carmen Carol Caroline Carrie Catherine Cathy Cecilia Celia Chad Charlene Charles Charlie Charlotte Chelsea
Cherry Cheryl Chloe Chris Christian Christina Christine Christopher Cindy Claire Clara Clark Claudia Colin Connie Connor Corinne Craig
Crystal Cynthia Daisy Dan Daniel Danielle Danny Darren Dave David Dean Debbie Deborah Dennis Derek Diana Diane Dick Dora Doris Dorothy
Doug Douglas Duncan Dylan Eason Eddie Eddy Edgar Edison Edith Edmund Edward Edwin Eileen Elaine Eleanor Elena Elizabeth Ella Ellen
Elsa Elsie Emily Emma Eric Erica Erik Ernest Esther Ethan Eugene Eunice Eva Eve Evelyn Felix Fiona Flora Florence Frances Francis Frank
Frankie Fred Freddy Frederick Gabriel Gary Gavin Gene Geoff George Gerald Gigi Gilbert Gina Gloria Gordon Grace Graham Greg Gregory
Hannah Harold Harriet Harris Harry Harvey Hazel Heather Hebe Hector Heidi Helen Helena Henry Herbert Herman Holly Howard Hugo Ian Ingrid
Irene Iris Irving Isaac Isabel Isabella Ivan Ivy Jack Jackie Jackson Jacky Jacob Jade Jake James Jamie Jane Janet Janice Jasmine
Jason Jay Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerome Jerry Jess Jesse Jessica Jessie Jill Jim Jimmy Joan Joanna Joanne Jocelyn Joe
Joel Joey John Johnny Johnson Jon Jonathan Joseph Josephine Joshua Joyce Juan Judith Judy Julia Julian Julie Juliet Justin
Kaitlyn Karen Karl Kate Katherine Kathy Katie Kay Keith Kelly Kelvin Ken Kenneth Kenny Kent Kevin Kim Kimberly Kitty Kristen Kyle Larry
Laura Lauren Laurence Lawrence Leah Lena Leo Leon Leonard Leslie Lester Lewis Lilian Lillian Lily Linda Lisa Liz Lois Lola Lora Louis
Louise Lucas Lucia Lucy Luis Luke Lydia Lynn Mabel Madison Maggie Mandy Marco Marcus Margaret Maria Marie Marilyn Mario Marion Marissa
Martha Martin Marvin Mary Mason Matt Matthew Maurice Maxine Maxwell Megan Melanie Melissa Melody Mia Michael Michelle Miguel Mike
Milly Minnie Miranda Moira Molly Mona Monica Monique Morgan Morris Moses Muriel Nancy Naomi Natalie Nathan Neil Nelson Nicholas Nick
Nicky Nicole Nina Noah Noel Nora Norman Olive Oliver Olivia Oscar Owen Pam Pamela Pat Patricia Patrick Paul Paula Pauline Peggy Penny
Perry Pete Peter Phil Philip Phillip Phoebe Polly Priscilla Queenie Rachel Ralph Randy Ray Raymond Rebecca Regina Renee Rex Ricardo
Richard Rick Ricky Rita Rob Robert Robin Rod Roland Ron Ronald Ronnie Roger Rosa Rosemary Roy Ruby Rudy Russell Ruth Ryan
Sabrina Sally Sam Samantha Samuel Sandra Sandy Sara Sarah Scott Sean Sebastian Selina Serena Seth Shane Shannon Sharon Shaun Sheila
Shelly Sherry Shirley Sidney Silvia Simon Simone Sonia Sophia Sophie Spencer Stacy Stan Stanley Stella Stephanie Stephen Steve Steven
Stuart Sue Susan Susie Suzanne Sylvia Tammy Tanya Ted Teresa Terry Thelma Theo Theodore Theresa Thomas Tiffany Tim Timothy Tina
Toby Todd Tom Tommy Tony Tracy Travis Trevor Troy Tyler Ursula Vanessa Vera Veronica Vic Vicky Victor Victoria Vincent Viola Violet
Virginia Vivian Vivien Wallace Walter Wanda Warren Wayne Wendy Wesley William Willie Wilson Winnie Winston Yolanda Yvonne Zac Zoe
Ahmed Ali Amit Anil Arjun Deepak Fatima Hassan Ibrahim Imran Kumar Mohammed Omar Priya Rahul Raj Ravi Sanjay Sunil Vijay Yusuf Carlos
Diego Fernando Hans Heinz Igor Jorge Jose Klaus Lars Miguel Natasha Olga Pablo Pedro Pierre Sergei Sven Yuki Kenji Hiroshi Akira
`);
